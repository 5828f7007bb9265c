import { fail } from '../../diagnostics/diagnostic.js';
import { whitening } from '../../numeric/covariance.js';
import { exactIndex } from '../index/exact.js';
import { lazilyBy } from '../lazily.js';
import type { NeighbourIndex } from '../neighbours.js';
import { methods, standardisedParameters } from './features.js';
import type { Features, FeatureSources, SearchMethod } from './features.js';
import type { QueryViews } from './queries.js';

export type Metric = 'euclidean' | 'mahalanobis';

/** A space in which alike patches lie close together, with an archive in it. */
export interface SearchSpace {
  readonly index: NeighbourIndex;
  /** Where queries lie: one row each. */
  locate(queries: QueryViews): Promise<Float32Array>;
}

/** The spaces of an archive. Each is made when it is first asked for, and kept. */
export interface ArchiveSpaces {
  /** @throws GiqError `world-lacks`, `covariance-singular` */
  space(by: SearchMethod, metric: Metric): Promise<SearchSpace>;
  /** Standardised parameters; `names` with commas between them. @throws GiqError `world-lacks` */
  parameters(names: string): Promise<Features>;
}

export function archiveSpaces(world: FeatureSources): ArchiveSpaces {
  const features = lazilyBy((by: SearchMethod) => methods[by](world));
  const spaces = {
    euclidean: lazilyBy(async (by: SearchMethod) => euclidean(await features(by))),
    mahalanobis: lazilyBy(async (by: SearchMethod) => mahalanobis(await features(by), by)),
  };
  return {
    space: (by, metric) => spaces[metric](by),
    parameters: lazilyBy((names: string) => standardisedParameters(world, names.split(','))),
  };
}

function euclidean({ archive: { values, dimension }, of }: Features): SearchSpace {
  return { index: exactIndex({ embeddings: values, dimension }), locate: of };
}

/** Mahalanobis distance by the covariance of the archive: Euclidean once that has been made the unit matrix. */
function mahalanobis({ archive, of }: Features, by: SearchMethod): SearchSpace {
  const { dimension } = archive;
  const whiten = whitening(archive);
  if (!whiten)
    return fail('covariance-singular', { by, dimension, observations: archive.values.length / dimension });
  return euclidean({
    archive: { values: whiten(archive.values), dimension },
    of: async (queries) => whiten(await of(queries)),
  });
}
