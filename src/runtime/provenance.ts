import { flag, number, objectWith, parseJson, text, type Reader } from '../diagnostics/structure.js';
import type { PdfProperties } from '../render/figure/index.js';

/** Where a result comes from: stands in every JSON output and every saved file (design section 2). */
export interface Provenance {
  readonly giq: string;
  readonly language: number;
  readonly script: string;
  readonly world: { readonly name: string; readonly hash: string; readonly simulated: boolean };
  readonly random: string;
  readonly engine: string;
}

/** What provenance is called in files: a text chunk of PNG, an entry of Parquet, an element of HTML. */
export const PROVENANCE_KEY = 'giq-provenance';

/** As JSON on one line, which every kind of file can hold. */
export function provenanceJson({ giq, language, script, world, random, engine }: Provenance): string {
  return asciiJson({ giq, language, script, world, random, engine });
}

/**
 * JSON of printable ASCII without apostrophes: a FITS header holds nothing else, and astropy 5 misreads apostrophes in
 * its long texts.
 */
export function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]|'/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The texts of a PNG: who wrote it, where it comes from for people, and the same for `giq run`. */
export function provenanceTexts(provenance: Provenance): Readonly<Record<string, string>> {
  return {
    Software: `giq ${provenance.giq}`,
    giq: provenanceLines(provenance).join('\n'),
    [PROVENANCE_KEY]: provenanceJson(provenance),
  };
}

/** The properties of a PDF: a title, and the same three. */
export function pdfProperties(provenance: Provenance, title: string): PdfProperties {
  return {
    title,
    creator: `giq ${provenance.giq}`,
    subject: provenanceLines(provenance).join('\n'),
    more: { [PROVENANCE_KEY]: provenanceJson(provenance) },
  };
}

const provenance: Reader<Provenance> = objectWith({
  giq: text,
  language: number,
  script: text,
  world: objectWith({ name: text, hash: text, simulated: flag }),
  random: text,
  engine: text,
});

/**
 * Reads what `provenanceJson` wrote; other keys beside are left out, so that a JSON document of results is one too.
 *
 * @param file for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`
 */
export function parseProvenance(json: string, file: string): Provenance {
  return provenance(parseJson(json, file), { file, key: '' });
}

/** As short lines, for headers of FITS and PNG files. */
export function provenanceLines(provenance: Provenance): string[] {
  const { giq, language, script, world, random, engine } = provenance;
  return [
    `giq ${giq}, language ${language}`,
    `world ${world.name} ${world.hash}${world.simulated ? ' (simulated)' : ''}`,
    `random numbers ${random}, engine ${engine}`,
    ...script
      .trim()
      .split('\n')
      .map((line) => `script: ${line}`),
  ];
}
