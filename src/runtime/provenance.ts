/** Where a result comes from: stands in every JSON output and every saved file (design section 2). */
export interface Provenance {
  readonly giq: string;
  readonly language: number;
  readonly script: string;
  readonly world: { readonly name: string; readonly hash: string; readonly simulated: boolean };
  readonly random: string;
  readonly engine: string;
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
