import { readFileSync } from 'node:fs';
import { readImage } from '../../src/archive/readers/index.js';
import type { Field } from '../../src/physics/field.js';
import { toPatch } from '../../src/physics/resample.js';

/** What a magnetogram shows: the radial field of a vector magnetogram, or the field along the line of sight. */
export type Quantity = 'Br' | 'Blos';
export const QUANTITIES: readonly Quantity[] = ['Br', 'Blos'];

/** A real patch at (nearly) full resolution, and how much it counts. */
export interface RealPatch {
  readonly id: string;
  readonly quantity: Quantity;
  readonly region: string;
  readonly field: Field;
  readonly weight: number;
}

/**
 * The patches of HMI of grades A (SHARP Br) and B (line of sight) in `folder` that show their whole box.
 *
 * Each region counts 1, in equal parts for its kinds of observation: 50 frames of one region's film count as much as one.
 * Square crops of SHARPs are left out: giq's patches, as the paper's, are whole boxes brought to a square; so is MDI, whose
 * pixels are four times coarser.
 */
export async function readRealPatches(folder: string): Promise<RealPatch[]> {
  const images = await readImage(`${folder}/patches.npz`);
  const lines = readFileSync(`${folder}/patches.csv`, 'utf8').trim().split('\n').slice(1);
  const patches = lines.map((line, index) => {
    const [id, grade, kind, date] = line.split(',');
    const number = /^(?:sharp|sharplos|smarp)_(\d+)_/.exec(id)?.[1];
    return { id, grade, kind, region: number ?? date.slice(0, 7), index };
  });
  const chosen = patches.filter(
    ({ id, grade, kind }) => /[AB]/.test(grade) && !/MDI/.test(kind) && !id.endsWith('_sq'),
  );
  const kindsOf = (region: string): string[] => [
    ...new Set(chosen.filter((patch) => patch.region === region).map(({ kind }) => kind)),
  ];
  return chosen.map(({ id, grade, kind, region, index }): RealPatch => {
    const alike = chosen.filter((patch) => patch.region === region && patch.kind === kind).length;
    const weight = 1 / kindsOf(region).length / alike;
    return { id, quantity: grade === 'A' ? 'Br' : 'Blos', region, field: toPatch(images[index]), weight };
  });
}
