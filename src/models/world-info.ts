import { observationsOf, type Manifest } from './manifest.js';
import type { WorldPart } from './world-parts.js';
import { missingParts } from './world-parts.js';

/** What `giq world info` says: plain JSON. */
export interface WorldInfo {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly simulated: boolean;
  readonly licence: string;
  readonly directory: string;
  readonly hash: string;
  /** Of all its files together. */
  readonly bytes: number;
  readonly observations: number;
  readonly parameters: readonly string[];
  /** Parameters that have a latent direction. */
  readonly directions: readonly string[];
  /** Parts that have not been made. */
  readonly missing: readonly WorldPart[];
  readonly trainedOn: string;
}

/** Describes a world from its manifest alone. */
export function worldInfo(directory: string, manifest: Manifest, hash: string): WorldInfo {
  const { name, title, version, simulated, licence, parameters, trainedOn, files } = manifest;
  return {
    ...{ name, title, version, simulated, licence, directory, hash },
    bytes: Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0),
    observations: observationsOf(manifest),
    parameters,
    directions: manifest.directions?.parameters ?? [],
    missing: missingParts(manifest),
    trainedOn,
  };
}
