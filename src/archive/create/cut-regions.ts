import { fail } from '../../diagnostics/diagnostic.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { RawImage } from '../readers/index.js';

const WHOLE_SUN: readonly Diagnostic['code'][] = ['looks-full-disk', 'looks-synoptic'];

/** Whether an image, as it was judged, shows more than one active region. */
export function isMap(warnings: readonly Diagnostic[]): boolean {
  return warnings.some(({ code }) => WHOLE_SUN.includes(code));
}

/**
 * The regions of a full disk or a synoptic map, each as an image of its own with `crlon`, `lat` and its scale.
 *
 * This is the place for the detection of regions (src/archive/regions); until it is there, maps are refused.
 *
 * @throws GiqError `needs-cutting`
 */
export function cutRegions({ width, height }: RawImage, file: string): readonly RawImage[] {
  return fail('needs-cutting', { file, size: `${width} × ${height}` });
}
