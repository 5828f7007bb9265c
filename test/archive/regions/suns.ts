/** Suns of a few bipoles, and maps of them as instruments make them. */
import type { DiskGeometry, SolarMap, SynopticGeometry } from '../../../src/archive/regions/index.js';

export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
  /** Field at its middle, G; it falls off as a Gaussian of `width` degrees. */
  readonly field: number;
  readonly width: number;
}

const RADIANS = Math.PI / 180;

/** Hale's law for an odd cycle: the leading (western) polarity is positive in the north. */
export function bipole(longitude: number, latitude: number, field = 800): Spot[] {
  const [sign, width] = [Math.sign(latitude), 1.5];
  return [
    { longitude: longitude + 3, latitude, field: sign * field, width },
    { longitude: longitude - 3, latitude: latitude + sign, field: -sign * field, width },
  ];
}

/** Unsigned flux of a spot in Mx, as the integral of a Gaussian: 2π (width R)² B. */
export function fluxOf({ field, width }: Spot): number {
  return 2 * Math.PI * (width * RADIANS * 6.96e10) ** 2 * Math.abs(field);
}

/** The radial field at a point of a Sun. */
export function fieldAt(spots: readonly Spot[], longitude: number, latitude: number): number {
  return spots.reduce((sum, spot) => {
    const cosine =
      Math.sin(latitude * RADIANS) * Math.sin(spot.latitude * RADIANS) +
      Math.cos(latitude * RADIANS) *
        Math.cos(spot.latitude * RADIANS) *
        Math.cos((longitude - spot.longitude) * RADIANS);
    const distance = Math.acos(Math.min(1, cosine)) / RADIANS;
    return sum + spot.field * Math.exp(-0.5 * (distance / spot.width) ** 2);
  }, 0);
}

/** A synoptic map, a degree a column, as HMI and MDI write it: rows from the south. */
export function synopticMap(spots: readonly Spot[], axis: 'sine' | 'degrees' = 'sine'): SolarMap {
  const [width, height] = [360, 180];
  const rowStep = axis === 'sine' ? 2 / height : 1;
  const geometry: SynopticGeometry = {
    kind: 'synoptic',
    longitude: 0.5,
    longitudeStep: 1,
    latitudeAxis: axis,
    latitude: (-rowStep * (height - 1)) / 2,
    latitudeStep: rowStep,
  };
  const values = Float32Array.from({ length: width * height }, (_, pixel) => {
    const value = geometry.latitude + Math.floor(pixel / width) * rowStep;
    const latitude = axis === 'sine' ? Math.asin(value) / RADIANS : value;
    return fieldAt(spots, 0.5 + (pixel % width), latitude);
  });
  return { values, width, height, geometry, rotation: 2096 };
}

/** A full disk of 512 × 512 pixels in the line of sight, upside down as HMI's cameras are; space is missing. */
export function diskMap(spots: readonly Spot[], rotation = 180): SolarMap {
  const [side, radius, latitude] = [512, 960, -5];
  const step = 4.2;
  const centre = [256.3, 254.8] as const;
  const distance = 1 / Math.sin((radius / 3600) * RADIANS);
  const geometry: DiskGeometry = {
    ...{ kind: 'disk', centre, step: [step, step], rotation, distance },
    ...{ latitude, longitude: 40 },
  };
  const values = Float32Array.from({ length: side * side }, (_, pixel) =>
    seen(spots, geometry, pixel % side, Math.floor(pixel / side)),
  );
  return { values, width: side, height: side, geometry, date: '2011-02-15T01:59:26Z' };
}

/** Where the line of sight through a pixel meets the sphere, and the component of the field along it. */
function seen(spots: readonly Spot[], disk: DiskGeometry, column: number, row: number): number {
  const [i, j] = [(column - disk.centre[0]) * disk.step[0], (row - disk.centre[1]) * disk.step[1]];
  const turn = disk.rotation * RADIANS;
  const east = ((i * Math.cos(turn) - j * Math.sin(turn)) / 3600) * RADIANS;
  const north = ((i * Math.sin(turn) + j * Math.cos(turn)) / 3600) * RADIANS;
  // The ray from (0, 0, D) to the Sun, in the direction d.
  const d = [Math.cos(north) * Math.sin(east), Math.sin(north), -Math.cos(north) * Math.cos(east)];
  const half = disk.distance * d[2];
  const root = half ** 2 - (disk.distance ** 2 - 1);
  if (root < 0) return NaN;
  const length = -half - Math.sqrt(root);
  const [x, y, z] = [d[0] * length, d[1] * length, disk.distance + d[2] * length];
  const tilt = disk.latitude * RADIANS;
  const latitude = Math.asin(y * Math.cos(tilt) + z * Math.sin(tilt)) / RADIANS;
  const longitude = Math.atan2(x, z * Math.cos(tilt) - y * Math.sin(tilt)) / RADIANS;
  const mu = -(x * d[0] + y * d[1] + z * d[2]);
  return fieldAt(spots, longitude, latitude) * mu;
}
