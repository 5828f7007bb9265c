import type { Input } from '../keys/input.js';
import { steerKey } from './keys.js';
import type { Panel } from './open.js';
import { pipelineOf } from './script.js';
import { steer } from './state.js';

/** What a key has made of the panel. */
export type Steered =
  | { readonly kind: 'panel'; readonly panel: Panel }
  /** The panel is over; the pipeline gives the latent that it ended with. */
  | { readonly kind: 'closed'; readonly pipeline: string; readonly retrieve: boolean }
  | { readonly kind: 'nothing' };

/** The keys of an input, one by one: of typed characters there may be several. */
export function keysOf(input: Input): readonly string[] {
  if (input.kind === 'paste') return [];
  return input.kind === 'text' ? [...input.text] : [input.key];
}

export function steered(panel: Panel, key: string): Steered {
  const told = key === 'ctrl+c' || key === 'ctrl+d' ? ({ kind: 'leave' } as const) : steerKey(key);
  if (!told) return { kind: 'nothing' };
  if (told.kind === 'retrieve' || told.kind === 'leave')
    return {
      kind: 'closed',
      pipeline: pipelineOf(panel.source, panel.state),
      retrieve: told.kind === 'retrieve',
    };
  return { kind: 'panel', panel: { ...panel, state: steer(panel.state, told) } };
}
