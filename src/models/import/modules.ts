import type { StoredTensor, TensorTable } from './checkpoint.js';

/** What a module of a checkpoint is, by the tensors it has. */
export type ModuleKind = 'linear' | 'convolution' | 'batch_norm' | 'other';

/** The tensors of one module of PyTorch. */
export interface WeightModule {
  /** Its path, such as `encoder.layer1.0.conv1`; empty for a module by itself. */
  readonly name: string;
  readonly kind: ModuleKind;
  /** By the last part of their names, such as `weight`. */
  readonly parts: ReadonlyMap<string, StoredTensor>;
}

/** A counter that batch norms keep for themselves; no network needs it. */
export const COUNTER = 'num_batches_tracked';

/** The modules of a table, in its order. */
export function modulesOf({ tensors }: TensorTable): readonly WeightModule[] {
  const parts = new Map<string, Map<string, StoredTensor>>();
  for (const [name, tensor] of tensors) {
    const dot = name.lastIndexOf('.');
    const [module, part] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
    if (part === COUNTER) continue;
    const own = parts.get(module) ?? new Map<string, StoredTensor>();
    parts.set(module, own.set(part, tensor));
  }
  return [...parts].map(([name, own]) => ({ name, parts: own, kind: kindOf(own) }));
}

const KNOWN = new Set(['weight', 'bias', 'running_mean', 'running_var']);

function kindOf(parts: ReadonlyMap<string, StoredTensor>): ModuleKind {
  if ([...parts.keys()].some((part) => !KNOWN.has(part))) return 'other';
  if (parts.has('running_mean') && parts.has('running_var')) return 'batch_norm';
  const dimensions = parts.get('weight')?.shape.length;
  if (dimensions === 2) return 'linear';
  return dimensions === 4 ? 'convolution' : 'other';
}

/** A module in a few words, such as `linear [512, 512]`. */
export function describeModule(module: WeightModule | undefined): string {
  if (!module) return 'no further module';
  const shape = module.parts.get('weight')?.shape ?? module.parts.get('running_mean')?.shape;
  if (module.kind !== 'other') return `${module.kind} ${shapeList(shape ?? [])} at \`${module.name}\``;
  return `\`${module.name}\` with ${[...module.parts.keys()].slice(0, 3).join(', ')}`;
}

/** Such as `[64, any, 3, 3]`. */
export function shapeList(shape: readonly (number | null)[]): string {
  return `[${shape.map((side) => side ?? 'any').join(', ')}]`;
}
