/** Opens the panel on a value of the session, and lets the picture follow. */
import { fail } from '../../diagnostics/diagnostic.js';
import { geometryOf } from '../../runtime/measuring.js';
import { distributionsIn } from '../../runtime/presenting.js';
import type { Session } from '../../runtime/session.js';
import type { Value } from '../../runtime/values.js';
import type { SteerView } from './rows.js';
import { startSteering, type SteerState } from './state.js';
import { follower, helmOf, steeringIn, type Sighting } from './steering.js';

/** A panel without its place on the screen. */
export interface Panel extends Omit<SteerView, 'style' | 'columns' | 'rows'> {
  /** What the steering begins with, as text. */
  readonly source: string;
  /** Renders and measures the latent of a state; calls that come too fast are skipped. */
  readonly follow: (state: SteerState) => void;
}

/**
 * A panel on the first latent of a value.
 *
 * @param seen called with every picture, in the order of the states that were followed
 * @throws GiqError `usage` for a value without latents
 */
export async function openPanel(
  value: Value | undefined,
  source: string,
  session: Session,
  seen: (sighting: Sighting) => void,
): Promise<Panel> {
  const item = value?.kind === 'latents' ? value.items[0] : undefined;
  if (!item?.latent)
    fail('usage', { problem: 'steering requires a latent, such as that of `generate seed 42`' });
  const { definitions } = session;
  const world = await session.taughtWorld();
  const steering = await steeringIn({ world, definitions, engine: () => session.engine() });
  const follow = follower(steering, seen, () => undefined);
  return {
    source,
    state: startSteering(helmOf(item.latent, steering)),
    watched: steering.watched,
    sighting: await steering.look(item.latent),
    geometry: geometryOf(item),
    distributions: await distributionsIn(steering.parameters, world),
    follow: ({ latent }) => follow(latent),
  };
}
