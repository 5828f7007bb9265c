/** SVG to PDF: vectors stay vectors, text stays text in embedded fonts. */
import { fontFile, type FontFile } from '../rasterise.js';

/** What stands in the document's properties. */
export interface PdfProperties {
  readonly title: string;
  readonly creator: string;
  /** Where it comes from. */
  readonly subject: string;
  /** Further entries by name. */
  readonly more?: Readonly<Record<string, string>>;
}

/** An SVG of `width` × `height` points as a PDF of one page of that size: the same bytes for the same drawing. */
export async function pdfOf(
  svg: string,
  size: { readonly width: number; readonly height: number },
  { title, creator, subject, more }: PdfProperties,
): Promise<Uint8Array> {
  const [{ default: PDFDocument }, { default: drawSvg }] = await Promise.all([
    import('pdfkit'),
    import('svg-to-pdfkit'),
  ]);
  const info = { Title: title, Creator: creator, Producer: creator, Subject: subject, CreationDate: NO_DATE, ...more }; // prettier-ignore
  const document = new PDFDocument({ size: [size.width, size.height], margin: 0, info });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve());
    document.on('error', reject);
  });
  drawSvg(document, svg, 0, 0, { ...size, fontCallback, assumePt: true, preserveAspectRatio: 'none' });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** The clock is no part of a result. */
const NO_DATE = new Date(0);

function fontCallback(_family: string, bold: boolean, italic: boolean): string {
  const face: FontFile = bold ? 'bold' : italic ? 'oblique' : 'regular';
  return fontFile(face);
}
