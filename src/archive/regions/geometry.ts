/** How the pixels of a map of the Sun lie on it. Pixels are counted from 0, x to the right, y from the first row on. */
export type MapGeometry = DiskGeometry | SynopticGeometry;

/** The Sun as it is seen from one place (helioprojective, Thompson 2006, A&A 449, 791). */
export interface DiskGeometry {
  readonly kind: 'disk';
  /** Pixel of the centre of the disk. */
  readonly centre: readonly [x: number, y: number];
  /** Arc seconds of a pixel along x and y. */
  readonly step: readonly [x: number, y: number];
  /** CROTA2: degrees from the y axis of the image to solar north, counterclockwise seen on the sky. */
  readonly rotation: number;
  /** Distance of the observer in solar radii. */
  readonly distance: number;
  /** Heliographic latitude of the centre of the disk, degrees. */
  readonly latitude: number;
  /** Its Carrington longitude, where it is known. */
  readonly longitude?: number;
}

/** A whole rotation in Carrington longitude and latitude. */
export interface SynopticGeometry {
  readonly kind: 'synoptic';
  /** Carrington longitude of the centres of column 0, degrees, and from column to column. */
  readonly longitude: number;
  readonly longitudeStep: number;
  /** What rows are equidistant in: the sine of the latitude (from −1 to 1) or degrees. */
  readonly latitudeAxis: 'sine' | 'degrees';
  /** Value of that axis at row 0, and from row to row. */
  readonly latitude: number;
  readonly latitudeStep: number;
}

/** A map of the magnetic field in gauss, NaN where nothing was measured; row-major, rows as `geometry` says. */
export interface SolarMap {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly geometry: MapGeometry;
  /** What was measured; the line of sight by default on a disk, the radial field on a synoptic map. */
  readonly field?: 'line-of-sight' | 'radial';
  /** When a disk was observed: ISO 8601 in UTC. */
  readonly date?: string;
  /** Carrington rotation of a synoptic map. */
  readonly rotation?: number;
}

/** A point on the Sun in degrees: Carrington longitude on synoptic maps, from the central meridian on disks. */
export interface Heliographic {
  readonly longitude: number;
  readonly latitude: number;
}

/** A place in an image; not always at a pixel. `mu` is the cosine of the angle between the vertical and the line of sight. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly mu: number;
}
