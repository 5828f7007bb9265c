import { fail } from '../../diagnostics/diagnostic.js';
import type { Network, Tensor } from '../network.js';
import type { Checkpoint, TensorTable } from './checkpoint.js';
import type { Fit, Mismatch } from './fit.js';
import { fitModules, unfitShapes } from './fit.js';
import { COUNTER, modulesOf } from './modules.js';
import type { NetworkTemplate } from './template.js';
import { hasConstants, templateOf, weightNames } from './template.js';

/** What a checkpoint is to hold: layers by the names of their weights, or a preset. */
export type Wanted =
  | { readonly kind: 'layers'; readonly network: Network; readonly name: string }
  | { readonly kind: 'template'; readonly template: NetworkTemplate };

/** A network found in a checkpoint. */
export interface FoundNetwork {
  readonly network: Network;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** Where in the checkpoint, such as `state_dict: netG.`. */
  readonly place: string;
  /** Modules of the same table that are not part of it. */
  readonly leftOut: readonly string[];
}

interface Hit {
  readonly fit: Fit;
  readonly table: TensorTable;
  readonly prefix: string;
  /** Full names of its modules. */
  readonly taken: ReadonlySet<string>;
}

/**
 * Looks for a network anywhere in a checkpoint: for its names behind any prefix, or for modules of its kinds and shapes
 * that follow one another.
 *
 * @param prefix only tensors whose names begin so, where it is given
 * @throws GiqError `checkpoint-empty`, `import-unfit`: tells of the place where most fitted, `import-ambiguous`
 */
export function findNetwork(checkpoint: Checkpoint, wanted: Wanted, prefix?: string): FoundNetwork {
  const { file } = checkpoint;
  const tables = checkpoint.tables.map((table) => beginningWith(table, prefix ?? ''));
  if (tables.every(({ tensors }) => tensors.size === 0))
    return fail('checkpoint-empty', { file }, { hints: prefixHints(checkpoint, prefix) });
  const attempts = tables.flatMap((table) => attemptsIn(table, wanted));
  const hits = withoutTwins(attempts.filter((attempt): attempt is Hit => 'fit' in attempt));
  const network = wanted.kind === 'layers' ? wanted.name : wanted.template.name;
  if (hits.length === 0) return failUnfit(file, network, attempts as readonly Mismatch[]);
  if (hits.length > 1) {
    const places = hits.map(placeOf).slice(0, 3).join(', ');
    return fail('import-ambiguous', { file, network, places });
  }
  return resultOf(hits[0]);
}

function beginningWith({ place, tensors }: TensorTable, prefix: string): TensorTable {
  return { place, tensors: new Map([...tensors].filter(([name]) => name.startsWith(prefix))) };
}

function prefixHints({ tables }: Checkpoint, prefix: string | undefined): readonly string[] {
  if (prefix === undefined || tables.length === 0) return [];
  const found = new Set(
    tables.flatMap(({ tensors }) => [...tensors.keys()].map((name) => name.split('.')[0])),
  );
  return [
    `names begin with ${[...found]
      .slice(0, 3)
      .map((name) => `\`${name}.\``)
      .join(', ')}`,
  ];
}

function attemptsIn(table: TensorTable, wanted: Wanted): (Hit | Mismatch)[] {
  if (wanted.kind === 'template') return attemptsInOrder(table, wanted.template);
  const byName = attemptsByName(table, wanted.network, wanted.name);
  if (byName.some((attempt) => 'fit' in attempt) || hasConstants(wanted.network)) return byName;
  return attemptsInOrder(table, templateOf(wanted.network, wanted.name));
}

function attemptsInOrder(table: TensorTable, template: NetworkTemplate): (Hit | Mismatch)[] {
  const modules = modulesOf(table);
  return modules.map((_, start) => {
    const found = fitModules(template, modules, start);
    if ('fitted' in found) return found;
    const names = found.modules.map(({ name }) => name);
    const prefix = commonPrefix(names);
    const renamed = modules.map((module) => ({ ...module, name: withoutPrefix(module.name, prefix) }));
    return { fit: fitModules(template, renamed, start) as Fit, table, prefix, taken: new Set(names) };
  });
}

/** Every prefix behind which the first name is found must have all of them. */
function attemptsByName(table: TensorTable, network: Network, name: string): (Hit | Mismatch)[] {
  const names = weightNames(network.layers);
  const first = names[0] ?? '';
  const found = [...table.tensors.keys()].filter((key) => key === first || key.endsWith(`.${first}`));
  if (found.length === 0)
    return [{ fitted: 0, where: 'weights', expected: `\`${first}\``, found: 'none of that name' }];
  return found.map((key) =>
    attemptBehind(key.slice(0, key.length - first.length), names, table, network, name),
  );
}

function attemptBehind(
  prefix: string,
  names: readonly string[],
  table: TensorTable,
  network: Network,
  name: string,
): Hit | Mismatch {
  const missing = names.findIndex((one) => !table.tensors.has(prefix + one));
  const found = 'none of that name';
  if (missing >= 0)
    return { fitted: missing, where: 'weights', expected: `\`${prefix}${names[missing]}\``, found };
  const taken = new Set(names.map((one) => moduleName(prefix + one)));
  const own = [...table.tensors].filter(([key]) => taken.has(moduleName(key)) && !key.endsWith(COUNTER));
  const tensors = new Map(own.map(([key, tensor]) => [key.slice(prefix.length), tensor]));
  const fit = { network, tensors, modules: modulesOf({ place: '', tensors }) };
  return unfitShapes(fit, name) ?? { fit, table, prefix, taken };
}

const moduleName = (tensor: string): string => tensor.slice(0, Math.max(tensor.lastIndexOf('.'), 0));

function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** The path that names have in common, with its dot. */
function commonPrefix(names: readonly string[]): string {
  const paths = names.map((name) => name.split('.').slice(0, -1));
  const [first = [], ...others] = paths;
  const same = first.findIndex((part, index) => others.some((path) => path[index] !== part));
  const parts = same < 0 ? first : first.slice(0, same);
  return parts.map((part) => `${part}.`).join('');
}

/** Moving averages of a network have the same shapes; where they are named so, they are not meant. */
const TWIN = /(^|[._])(target|momentum|teacher|key_encoder|encoder_k)([._]|$)/;

function withoutTwins(hits: readonly Hit[]): readonly Hit[] {
  const others = hits.filter(({ prefix, table }) => !TWIN.test(`${table.place}.${prefix}`));
  return others.length === 1 ? others : hits;
}

function failUnfit(file: string, network: string, attempts: readonly Mismatch[]): never {
  const best = attempts.reduce((most, attempt) => (attempt.fitted > most.fitted ? attempt : most));
  const { where, expected, found, fitted } = best;
  const after = `after ${fitted} modules that fitted, ${where}`;
  return fail('import-unfit', { file, network, where: after, expected, found });
}

function placeOf({ table: { place }, prefix }: Hit): string {
  const named = prefix === '' ? 'no prefix' : `\`${prefix}\``;
  return place === '' ? named : `${named} of \`${place}\``;
}

function resultOf(hit: Hit): FoundNetwork {
  const { fit, table, taken } = hit;
  const weights = [...fit.tensors].map(([name, tensor]): [string, Tensor] => [name, tensor.read()]);
  const leftOut = modulesOf(table).filter(({ name }) => !taken.has(name));
  return {
    ...{ network: fit.network, weights: new Map(weights), place: placeOf(hit) },
    leftOut: leftOut.map(({ name }) => name),
  };
}
