/** What giq uses of gifenc 1.0, which brings no types. */
declare module 'gifenc' {
  interface FrameOptions {
    readonly palette?: readonly (readonly number[])[];
    /** In milliseconds. */
    readonly delay: number;
    /** 0: for ever. */
    readonly repeat: number;
  }

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  export function GIFEncoder(): Encoder;
}
