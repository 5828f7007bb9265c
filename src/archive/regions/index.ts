export { findRegions } from './find-regions.js';
export type { Region } from './find-regions.js';
export type { DiskGeometry, MapGeometry, SolarMap, SynopticGeometry } from './geometry.js';
export type { RegionOptions } from './options.js';
