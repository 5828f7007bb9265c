/** What giq uses of pdfkit 0.20 and svg-to-pdfkit 0.1, which bring no types. */
declare module 'pdfkit' {
  interface DocumentOptions {
    readonly size: readonly [width: number, height: number];
    readonly margin: number;
    readonly info: Readonly<Record<string, string | Date>>;
  }

  export default class PDFDocument {
    constructor(options: DocumentOptions);
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): void;
  }
}

declare module 'svg-to-pdfkit' {
  import type PDFDocument from 'pdfkit';

  interface SvgOptions {
    readonly width?: number;
    readonly height?: number;
    readonly preserveAspectRatio?: string;
    /** Lengths without a unit are points and not pixels. */
    readonly assumePt?: boolean;
    /** The file of a font. */
    readonly fontCallback?: (family: string, bold: boolean, italic: boolean) => string;
  }

  export default function SVGtoPDF(
    document: PDFDocument,
    svg: string,
    x: number,
    y: number,
    options?: SvgOptions,
  ): void;
}
