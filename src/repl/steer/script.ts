/** What was steered by hand, as text that gives the same latent. */
import { spelled } from '../../completion/index.js';
import { merged, type SteerState, type Step } from './state.js';

/** The stages after the source: `| shift TUF +1.5 keeping R | flip polarity method=reflect`; empty when nothing was done. */
export function stagesOf({ steps }: Pick<SteerState, 'steps'>): string {
  return merged(steps)
    .map((step) => ` | ${stageOf(step)}`)
    .join('');
}

/** The whole pipeline. */
export function pipelineOf(source: string, state: Pick<SteerState, 'steps'>): string {
  return source + stagesOf(state);
}

/** A flip by hand is the bare reflection: it renders nothing and is its own inverse. */
function stageOf(step: Step): string {
  if (step.kind === 'flip') return 'flip polarity method=reflect';
  const { parameter, by, keeping } = step;
  const kept = keeping.length > 0 ? ` keeping ${keeping.map(spelled).join(', ')}` : '';
  return `shift ${spelled(parameter)} ${by < 0 ? '' : '+'}${by}${kept}`;
}
