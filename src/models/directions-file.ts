import { fail } from '../diagnostics/diagnostic.js';
import type { Direction } from '../latent/direction.js';
import type { Place } from '../diagnostics/structure.js';
import {
  listOf,
  literal,
  number,
  numberOrMissing,
  object,
  parseJson,
  text,
} from '../diagnostics/structure.js';

export type Directions = ReadonlyMap<string, Direction>;

const directionsFile = object({
  format: literal(1),
  directions: listOf(
    object({
      parameter: text,
      method: text,
      accuracy: numberOrMissing,
      trainedOn: text,
      threshold: number,
      bias: number,
      normal: listOf(number),
    }),
  ),
});

/** How far from 1 the length of a normal may be: what rounding to decimals and back can do, and much more. */
const LENGTH_TOLERANCE = 1e-6;

/**
 * Directions by parameter, from the JSON of directions.json.
 *
 * @param latent number of latent dimensions
 * @throws GiqError `file-structure`, `file-unknown-key`, `file-not-readable-as`
 */
export function readDirections(json: string, file: string, latent: number): Directions {
  const { directions } = directionsFile(parseJson(json, file), { file, key: '' });
  return new Map(
    directions.map((direction, index) => {
      const normal = Float64Array.from(direction.normal);
      checkNormal(normal, latent, { file, key: `directions[${index}].normal` });
      return [direction.parameter, { ...direction, normal }];
    }),
  );
}

/** The JSON of directions.json; numbers come back exactly. */
export function writeDirections(directions: Directions): string {
  const entries = [...directions.values()].map(({ normal, ...rest }) => ({ ...rest, normal: [...normal] }));
  return `${JSON.stringify({ format: 1, directions: entries }, null, 1)}\n`;
}

function checkNormal(normal: Float64Array, latent: number, place: Place): void {
  const refuse = (found: string, expected: string) => fail('file-structure', { ...place, found, expected });
  if (normal.length !== latent) refuse(`${normal.length} numbers`, `${latent} numbers`);
  const length = Math.hypot(...normal);
  if (Math.abs(length - 1) > LENGTH_TOLERANCE) refuse(`length ${length}`, 'length 1');
}
