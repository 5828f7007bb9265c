import type { PlanPipeline } from '../../planner/plan.js';
import type { ReportPlan } from '../../render/report/index.js';
import type { World } from '../../models/world.js';
import { explain } from '../explain.js';
import { detailsOf } from '../explanation-details.js';
import { needText } from '../need-text.js';

/** What a pipeline is to do, each step in the words of the script. */
export async function reportPlan(pipeline: PlanPipeline, script: string, world: World): Promise<ReportPlan> {
  const { steps, needs } = await explain(pipeline, world);
  return {
    steps: steps.map((step, index) => {
      const { start, end } = pipeline.steps[index].span;
      const change = step.input === 'nothing' ? `→ ${step.output}` : `${step.input} → ${step.output}`;
      return { written: script.slice(start, end), change, details: detailsOf(step) };
    }),
    loads: needs.length === 0 ? 'nothing' : needs.map(needText).join(', '),
  };
}
