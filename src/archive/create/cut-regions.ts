import { fail } from '../../diagnostics/diagnostic.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Meta } from '../archive.js';
import type { RawImage } from '../readers/index.js';
import { findRegions, type Region, type SolarMap } from '../regions/index.js';

const WHOLE_SUN: readonly Diagnostic['code'][] = ['looks-full-disk', 'looks-synoptic'];

/** Whether an image, as it was judged, shows more than one active region. */
export function isMap(warnings: readonly Diagnostic[]): boolean {
  return warnings.some(({ code }) => WHOLE_SUN.includes(code));
}

/**
 * The regions of a full disk or a synoptic map, the strongest first, each as an image of its own with `crlon`, `lat` and
 * its scale.
 *
 * @throws GiqError `needs-cutting` where the header does not say how the pixels lie on the Sun, `no-regions`
 */
export function cutRegions(image: RawImage, file: string): readonly RawImage[] {
  const regions = findRegions(mapOf(image, file));
  if (regions.length === 0) fail('no-regions', { file });
  return regions.map((region, index) => imageOf(region, image, `${image.id}.${index + 1}`));
}

function mapOf({ values, width, height, geometry, meta }: RawImage, file: string): SolarMap {
  if (!geometry) return fail('needs-cutting', { file, size: `${width} × ${height}` });
  const { date, cr } = meta;
  return {
    ...{ values, width, height, geometry },
    ...(typeof date === 'string' && { date }),
    ...(typeof cr === 'number' && { rotation: cr }),
  };
}

/** What was known of the whole map holds for its regions, but for places and times. */
function imageOf({ values, width, height, scale, ...region }: Region, map: RawImage, id: string): RawImage {
  return {
    ...{ id, values, width, height, scale, rowZero: 'north' },
    meta: { ...map.meta, ...metaOf(region) },
    warnings: [],
  };
}

function metaOf(region: Omit<Region, 'values' | 'width' | 'height' | 'scale'>): Meta {
  const { latitude, longitude, stonyhurst, date, rotation, flux, area } = region;
  return {
    ...{ lat: latitude, flux_mx: flux, area_deg2: area },
    crlon: longitude ?? null,
    lon: stonyhurst ?? longitude ?? null,
    ...(date !== undefined && { date }),
    ...(rotation !== undefined && { cr: rotation }),
  };
}
