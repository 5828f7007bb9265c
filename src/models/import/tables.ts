import type { StoredTensor, TensorTable } from './checkpoint.js';
import { MAX_DEPTH } from './limits.js';
import type { Pickled, PickledDict, PickledTensor } from './pickle/values.js';
import { isKind } from './pickle/values.js';

/** State of an optimiser has tensors of the same shapes as the weights, and is none. */
const NOT_WEIGHTS = /^(optimizer|optim|lr_scheduler|scheduler|callbacks|loops|hparams|hyper_parameters)/i;

/**
 * Every dictionary with tensors in what a checkpoint holds, the outermost first; each is looked at once.
 *
 * @param read makes a tensor of what the pickle says of it
 */
export function findTables(
  value: Pickled,
  read: (tensor: PickledTensor) => StoredTensor,
): readonly TensorTable[] {
  const seen = new Set<Pickled>();
  const tables: TensorTable[] = [];
  const visit = (dict: PickledDict, place: string, depth: number): void => {
    if (seen.has(dict) || depth > MAX_DEPTH) return;
    seen.add(dict);
    const tensors = new Map(
      namedEntries(dict).flatMap(([name, item]) => (isKind(item, 'tensor') ? [[name, read(item)]] : [])),
    );
    if (tensors.size > 0) tables.push({ place, tensors });
    for (const [name, item] of namedEntries(dict))
      if (isKind(item, 'dict') && !NOT_WEIGHTS.test(name)) visit(item, joined(place, name), depth + 1);
  };
  if (isKind(value, 'dict')) visit(value, '', 0);
  return tables;
}

function namedEntries({ entries }: PickledDict): [string, Pickled][] {
  return [...entries].filter((entry): entry is [string, Pickled] => typeof entry[0] === 'string');
}

function joined(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
