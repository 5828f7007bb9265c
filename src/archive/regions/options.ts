/** How active regions are told from the quiet Sun, and how they are cut out. */
export interface RegionOptions {
  /** Standard deviation of the Gaussian that smooths |B|, degrees. */
  readonly smoothing: number;
  /** Smoothed |B| above which a cell belongs to a region, G. */
  readonly threshold: number;
  /** Pixels of a disk that are weaker than this count as 0 G in the search: beyond 1.5 times MDI's noise of 20 G. */
  readonly noise: number;
  /** Parts that are at most this far apart are one region, degrees. */
  readonly gap: number;
  /** The least unsigned flux (Mx) and area above the threshold (square degrees) of a region. */
  readonly leastFlux: number;
  readonly leastArea: number;
  /** What is added to each side of the box, as a share of it and at least so many degrees. */
  readonly padding: number;
  readonly leastPadding: number;
  /** Nothing is looked for farther than this from the centre of a disk, degrees. */
  readonly edge: number;
  /** Degrees of a pixel of the patches; by default SHARPs' 0.03, or the map's own pixel where that is larger. */
  readonly step?: number;
}

export const REGION_OPTIONS: RegionOptions = {
  smoothing: 1,
  threshold: 30,
  noise: 30,
  gap: 3,
  leastFlux: 2e21,
  leastArea: 15,
  padding: 0.2,
  leastPadding: 2,
  edge: 65,
};
