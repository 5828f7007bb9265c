/** What giq uses of gifenc 1.0, which brings no types. Its package is CommonJS: Node gives its exports as default. */
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

  const gifenc: { readonly GIFEncoder: () => Encoder };
  export default gifenc;
}
