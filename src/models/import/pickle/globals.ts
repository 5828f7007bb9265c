import { MAX_DIMENSIONS } from '../limits.js';
import { isNumberType, STORAGES } from '../numbers.js';
import type { NumberType } from '../numbers.js';
import { damaged, refused, SAVE_STATE } from '../refusals.js';
import type { Pickled, PickledGlobal, PickledStorage, PickledTensor } from './values.js';
import { describePickled, isKind } from './values.js';

/** Makes what a function of the allow-list would have made. */
type Call = (args: readonly Pickled[], file: string) => Pickled;

/** The functions and classes that a checkpoint's tensors are made of: what they would make is made here. */
const CALLS: Readonly<Record<string, Call>> = {
  'torch._utils._rebuild_tensor': ([storage, offset, shape, strides], file) =>
    tensor(storage, offset, shape, strides, undefined, file),
  'torch._utils._rebuild_tensor_v2': ([storage, offset, shape, strides], file) =>
    tensor(storage, offset, shape, strides, undefined, file),
  'torch._utils._rebuild_tensor_v3': ([storage, offset, shape, strides, , , type], file) =>
    tensor(storage, offset, shape, strides, type, file),
  'torch._utils._rebuild_parameter': ([data], file) => data ?? damaged(file, 'a parameter has no tensor'),
  'torch._utils._rebuild_parameter_with_state': ([data], file) =>
    data ?? damaged(file, 'a parameter has no tensor'),
  'torch._tensor._rebuild_from_type_v2': ([made, , args], file) => callAgain(made, args, file),
  'torch.Size': ([sides], file) => (isKind(sides, 'tuple') ? sides : damaged(file, 'a size has no sides')),
  'collections.OrderedDict': emptyDict,
  'collections.defaultdict': emptyDict,
  'collections.Counter': emptyDict,
  'builtins.dict': emptyDict,
  '__builtin__.dict': emptyDict,
  'pytorch_lightning.utilities.parsing.AttributeDict': emptyDict,
  'lightning.pytorch.utilities.parsing.AttributeDict': emptyDict,
  'lightning_fabric.utilities.data.AttributeDict': emptyDict,
  'lightning.fabric.utilities.data.AttributeDict': emptyDict,
};

/** Classes of settings and counts that lie beside the tensors of checkpoints: kept as names without contents. */
const OPAQUE = new Set([
  ...['argparse.Namespace', 'types.SimpleNamespace', 'datetime.datetime', 'datetime.timedelta'],
  ...['pathlib.Path', 'pathlib.PosixPath', 'pathlib.PurePosixPath', 'pathlib.WindowsPath'],
  ...['builtins.set', '__builtin__.set', 'builtins.frozenset', 'builtins.list', 'builtins.tuple'],
  ...[
    'builtins.int',
    'builtins.float',
    'builtins.str',
    'builtins.bool',
    'builtins.complex',
    'builtins.slice',
  ],
  ...['builtins.range', 'builtins.bytearray', '__builtin__.list', '_codecs.encode', 'uuid.UUID'],
  ...['numpy.dtype', 'numpy.ndarray', 'numpy.core.multiarray.scalar', 'numpy.core.multiarray._reconstruct'],
  ...['numpy._core.multiarray.scalar', 'numpy._core.multiarray._reconstruct'],
  ...['torch.device', 'torch.Tensor', 'torch.nn.parameter.Parameter'],
  ...['torch.storage.UntypedStorage', 'torch.UntypedStorage', 'torch.serialization._get_layout'],
  'omegaconf.dictconfig.DictConfig',
  'omegaconf.listconfig.ListConfig',
  'omegaconf.base.ContainerMetadata',
  'omegaconf.base.Metadata',
  'omegaconf.nodes.AnyNode',
]);

/** Lightning names its callbacks by their classes. */
const CALLBACK = /^(pytorch_lightning|lightning\.pytorch)\.callbacks\.[\w.]+$/;

/**
 * A class or function by its name.
 *
 * @throws GiqError `checkpoint-refused` where it is not of the allow-list
 */
export function globalOf(module: string, name: string, file: string): PickledGlobal {
  const full = `${module}.${name}`;
  const known =
    Object.hasOwn(CALLS, full) || OPAQUE.has(full) || CALLBACK.test(full) || numberTypeOf(full) !== undefined;
  if (known) return { kind: 'global', name: full };
  return refused(file, `the class or function \`${shortened(full)}\``, [SAVE_STATE]);
}

/** What calling a class or function of the allow-list would make. */
export function call(target: Pickled | undefined, args: Pickled | undefined, file: string): Pickled {
  if (!isKind(target, 'global')) return refused(file, `a call of ${describePickled(target)}`);
  if (!isKind(args, 'tuple')) return refused(file, `a call of \`${target.name}\` without arguments`);
  if (!Object.hasOwn(CALLS, target.name)) return { kind: 'opaque', name: target.name };
  return CALLS[target.name](args.items, file);
}

/** A row of numbers, by what `torch.save` writes in its place: ('storage', class, key, device, length). */
export function storageOf(id: Pickled | undefined, file: string): PickledStorage {
  const [what, type, key, , , view] = isKind(id, 'tuple') ? id.items : [];
  if (what === 'module') return refused(file, 'a whole module with its code', [SAVE_STATE]);
  if (what !== 'storage' || !isKind(type, 'global') || typeof key !== 'string')
    return refused(file, `a reference to ${describePickled(what)}`);
  const offset = isKind(view, 'tuple') ? view.items[1] : 0;
  if (!isIndex(offset)) return damaged(file, 'a view of a storage begins nowhere');
  return { kind: 'storage', type: numberTypeOf(type.name), key, offset };
}

function emptyDict(): Pickled {
  return { kind: 'dict', entries: new Map() };
}

/** Parameters with attributes are made by a function that calls another: only one of the allow-list. */
function callAgain(made: Pickled | undefined, args: Pickled | undefined, file: string): Pickled {
  const again = isKind(made, 'global') && made.name === 'torch._tensor._rebuild_from_type_v2';
  return again ? refused(file, `\`${made.name}\` that calls itself`) : call(made, args, file);
}

function tensor(
  storage: Pickled | undefined,
  offset: Pickled | undefined,
  shape: Pickled | undefined,
  strides: Pickled | undefined,
  explicit: Pickled | undefined,
  file: string,
): PickledTensor {
  if (!isKind(storage, 'storage')) return refused(file, `a tensor of ${describePickled(storage)}`);
  const type = storage.type ?? (isKind(explicit, 'global') ? numberTypeOf(explicit.name) : undefined);
  if (type === undefined) return refused(file, `numbers of type ${describePickled(explicit)}`);
  const sides = indices(shape);
  const steps = indices(strides);
  if (!isIndex(offset) || !sides || sides.length !== steps?.length)
    return damaged(file, 'a tensor has no sound shape');
  return {
    ...{ kind: 'tensor', storage: storage.key, type, shape: sides, strides: steps },
    offset: storage.offset + offset,
  };
}

function indices(value: Pickled | undefined): readonly number[] | undefined {
  const items = isKind(value, 'tuple') || isKind(value, 'list') ? value.items : undefined;
  return items && items.length <= MAX_DIMENSIONS && items.every(isIndex) ? items : undefined;
}

function isIndex(value: Pickled | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The type of the numbers of `torch.FloatStorage` or `torch.float32`. */
function numberTypeOf(full: string): NumberType | undefined {
  const name = full.replace(/^torch\.(cuda\.|storage\.)?/, '');
  if (name === full) return undefined;
  if (Object.hasOwn(STORAGES, name)) return STORAGES[name];
  return isNumberType(name) ? name : undefined;
}

function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
