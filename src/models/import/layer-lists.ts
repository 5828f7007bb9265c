import type { Network } from '../network.js';
import { networkReader } from '../network-schema.js';
import { object, optional, parseJson } from '../../diagnostics/structure.js';
import type { ImportRole } from './presets.js';

/** Layer lists by what they are for. */
export type LayerLists = { readonly [R in ImportRole]?: Network };

const lists = object({
  generator: optional(networkReader),
  encoder: optional(networkReader),
  discriminator: optional(networkReader),
});

/**
 * The layer lists of `--layers`: an object with one, as in worlds, for each network.
 *
 * @param file name for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`, `file-unknown-key`
 */
export function readLayerLists(json: string, file: string): LayerLists {
  const { generator, encoder, discriminator } = lists(parseJson(json, file), { file, key: '' });
  return {
    ...(generator && { generator }),
    ...(encoder && { encoder }),
    ...(discriminator && { discriminator }),
  };
}
