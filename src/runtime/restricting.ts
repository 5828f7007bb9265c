/** Which observations of an archive a condition leaves to a search. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Archive, Meta } from '../archive/archive.js';
import { diagnose, fail } from '../diagnostics/diagnostic.js';
import { fromRaw } from '../physics/quantity.js';
import { parametersIn, scoresIn } from '../planner/expression/fields.js';
import type { PlanExpression } from '../planner/plan.js';
import { evaluate, type Lookup } from './conditions.js';
import type { Context } from './context.js';
import { parametersOf, withGeometry } from './measuring.js';
import { observationAt } from './observations.js';
import { selectItems } from './selecting.js';

/** Observations between two looks at the signal. */
const CHUNK = 8192;

/**
 * The positions for which a condition holds. Read off the columns of the catalogue where it has all that is asked for; an
 * item an observation, which may have to be measured, would take a gigabyte for a million of them.
 */
export async function accepted(
  where: PlanExpression,
  context: Context,
): Promise<(position: number) => boolean> {
  const archive = await context.world.archive();
  const names = withGeometry(parametersIn(where));
  if (scoresIn(where).length === 0 && names.every((name) => archive.parameter(name)))
    return onColumns(where, archive, context);
  const all = Array.from({ length: archive.size }, (_, position) => observationAt(position, archive));
  const kept = new Set((await selectItems(all, where, context)).map((item) => item.position));
  return (position) => kept.has(position);
}

async function onColumns(
  where: PlanExpression,
  archive: Archive,
  { signal, warn }: Context,
): Promise<(position: number) => boolean> {
  const kept = new Uint8Array(archive.size);
  const lookupAt = lookups(where, archive);
  let undecided = 0;
  for (let position = 0; position < archive.size; position++) {
    if (position % CHUNK === 0) {
      if (signal.aborted) fail('cancelled', {});
      await breathe();
    }
    const outcome = evaluate(where, lookupAt(position));
    if (outcome === null) undecided++;
    kept[position] = Number(outcome === true);
  }
  if (undecided > 0) warn(diagnose('left-out', { count: undecided, of: archive.size }));
  return (position) => kept[position] === 1;
}

/** The fields of one observation after the other. */
function lookups(where: PlanExpression, archive: Archive): (position: number) => Lookup {
  const parameters = new Map(parametersOf(parametersIn(where)).map((each) => [each.name, each]));
  const tilts = archive.parameter('TILT');
  const geometryAt = (position: number) => {
    const scale = archive.scale?.(position);
    return { ...(scale && { scale }), ...(tilts && { tilt: tilts[position] }) };
  };
  return (position) => {
    let meta: Meta | undefined;
    return (field, of, unit) => {
      if (of === 'parameter') {
        const raw = archive.parameter(field)![position];
        return unit === undefined ? raw : fromRaw(parameters.get(field)!, raw, unit, geometryAt(position));
      }
      if (field === 'id') return archive.id(position);
      if (archive.value) return archive.value(position, field);
      meta ??= archive.meta(position);
      return meta[field] ?? null;
    };
  };
}
