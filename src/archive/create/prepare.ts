import { createHash } from 'node:crypto';
import { fail, GiqError, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { PixelScale } from '../../physics/field.js';
import { toPatch } from '../../physics/resample.js';
import type { Meta } from '../archive.js';
import type { RawImage } from '../readers/index.js';
import { judgeMagnetogram } from '../readers/plausible.js';
import type { ImageStack } from '../stacks/index.js';
import { bytesOfLevels, toLevels } from '../store/levels.js';
import { cutRegions, isMap } from './cut-regions.js';
import type { PreparationOptions } from './task.js';

/** An image that has become a patch. Plain data, which workers can send. */
export interface PreparedImage {
  readonly id: string;
  /** The patch as it is stored. */
  readonly bytes: Uint8Array;
  /** Of `bytes`, in hexadecimal. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** Of a pixel of the original, where its file says it. */
  readonly scale?: PixelScale;
  /** Share of pixels without a value, 0..1. */
  readonly missing: number;
  readonly meta: Meta;
  readonly keywords: Meta;
  readonly warnings: readonly Diagnostic[];
}

/** What became of an image, or of a whole file. */
export type Outcome =
  | { readonly kind: 'patch'; readonly position: number; readonly image: PreparedImage }
  | { readonly kind: 'refused'; readonly position: number; readonly diagnostic: Diagnostic };

/** The patches of one image of a stack: one, or those of the regions in a map, or the reason why there is none. */
export async function prepareImage(
  stack: ImageStack,
  position: number,
  file: string,
  options: PreparationOptions,
): Promise<readonly Outcome[]> {
  const name = stack.count === 1 ? file : `${file}[${position}]`;
  const images: RawImage[] = [];
  const failed = await outcomes(position, async () => {
    const image = await stack.read(position);
    const warnings = [...image.warnings, ...judgeMagnetogram(image, name)];
    const isWhole = isMap(warnings) && (stack.count === 1 || image.geometry !== undefined);
    images.push(...(isWhole ? cutRegions(image, name) : [{ ...image, warnings }]));
    return [];
  });
  const each = images.map((image) => outcomes(position, async () => [toPrepared(image, name, options)]));
  return [...failed, ...(await Promise.all(each)).flat()];
}

/** Failures that are expected become outcomes; bugs go through. */
export async function outcomes(
  position: number,
  work: () => Promise<readonly PreparedImage[]>,
): Promise<readonly Outcome[]> {
  try {
    return (await work()).map((image) => ({ kind: 'patch', position, image }));
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    return [{ kind: 'refused', position, diagnostic: error.diagnostics[0] }];
  }
}

function toPrepared(image: RawImage, file: string, options: PreparationOptions): PreparedImage {
  refuseOtherUnit(image, options);
  const missing = missingShare(image.values);
  if (missing > options.missing) {
    const [percent, limit] = [missing, options.missing].map((share) => (100 * share).toFixed(1));
    fail('too-much-missing', { file, percent, limit });
  }
  const rowZero = image.rowZero === 'south' ? 'south' : (options.rowZero ?? 'north');
  const bytes = bytesOfLevels(toLevels(toPatch({ ...image, rowZero }).pixels));
  const { id, width, height, scale, meta, keywords = {}, warnings } = image;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { id, bytes, sha256, width, height, missing, meta, keywords, warnings, ...(scale && { scale }) };
}

/** One file in a wrong unit is odd; thousands would be an archive of nothing, which nobody looks at one by one. */
function refuseOtherUnit({ warnings }: RawImage, { gaussPerUnit }: PreparationOptions): void {
  const odd = warnings.find(({ code }) => code === 'looks-not-gauss');
  if (odd && gaussPerUnit === undefined) throw new GiqError({ ...odd, severity: 'error', hints: UNIT_HINTS });
}

const UNIT_HINTS = ['`--unit kG` or `--unit G` says what the values are in'];

/** Counted by index: the same with an iterator takes ten times as long, for every pixel of an archive. */
function missingShare(values: Float32Array): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (Number.isNaN(values[index])) count++;
  return count / values.length;
}
