import type { Tensor } from '../network.js';
import { sizeOf } from '../shape.js';
import type { StoredTensor } from './checkpoint.js';
import { MAX_NUMBERS_PER_BYTE } from './limits.js';
import { formatOf } from './numbers.js';
import { damaged } from './refusals.js';
import type { PickledTensor } from './pickle/values.js';

/** The rows of numbers of a checkpoint. */
export interface Storages {
  readonly file: string;
  readonly littleEndian: boolean;
  readonly fileBytes: number;
  /** The bytes of a storage; undefined where there is none of that key. */
  readonly bytesOf: (key: string) => Uint8Array | undefined;
}

/** Makes tensors of what a pickle says of them; together they may not ask for much more than the file holds. */
export function tensorReader(storages: Storages): (tensor: PickledTensor) => StoredTensor {
  let budget = storages.fileBytes * MAX_NUMBERS_PER_BYTE;
  const spend = (numbers: number) => {
    budget -= numbers;
    if (budget < 0) damaged(storages.file, 'its tensors announce more numbers than it can hold');
  };
  return (tensor) => ({ shape: tensor.shape, read: () => readTensor(tensor, storages, spend) });
}

function readTensor(tensor: PickledTensor, storages: Storages, spend: (numbers: number) => void): Tensor {
  const { storage, type, offset, shape, strides } = tensor;
  const { file, bytesOf, littleEndian } = storages;
  const bytes = bytesOf(storage) ?? damaged(file, `the numbers \`${storage}\` are missing`);
  const { bytes: width, read } = formatOf(type);
  const count = sizeOf(shape);
  const last = shape.reduce((sum, side, axis) => sum + (side - 1) * strides[axis], offset);
  if (count > 0 && (last + 1) * width > bytes.length)
    damaged(file, `a tensor ends beyond the numbers \`${storage}\``);
  spend(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float32Array(count);
  const axes = walkOrder(shape, strides, offset);
  for (let index = 0; index < count; index++) data[index] = read(view, axes.next() * width, littleEndian);
  return { shape, data };
}

/** Positions of the numbers of a strided tensor, the last index fastest. */
function walkOrder(shape: readonly number[], strides: readonly number[], offset: number) {
  const index = shape.map(() => 0);
  let position = offset;
  const step = () => {
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      position += strides[axis];
      if (index[axis] < shape[axis]) return;
      position -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  };
  return {
    next: () => {
      const current = position;
      step();
      return current;
    },
  };
}
