import { describe, expect, it } from 'vitest';
import { fromBrain, toBrain } from '../../../src/models/half.js';
import { isOnnx, readCheckpoint } from '../../../src/models/import/read-checkpoint.js';
import { readSafetensors, writeSafetensors } from '../../../src/models/safetensors.js';
import { failureOf } from '../failure.js';
import { expected, fixture, readFixture } from './fixtures.js';

const names = [
  ...['fc.weight', 'fc.bias', 'bn.weight', 'bn.bias', 'bn.running_mean', 'bn.running_var'],
  ...['bn.num_batches_tracked', 'conv1.weight', 'conv2.weight', 'conv2.bias'],
];

describe('a checkpoint', () => {
  const layouts = [
    ...['tiny.pt', 'tiny-legacy.pth', 'tiny-protocol4.pt', 'tiny-torch2.pt', 'torch2.pt', 'big-endian.pt'],
  ];
  it.each(layouts)('is the same in every layout: %s', (file) => {
    const { tables } = readFixture(file);
    expect(tables.map(({ place }) => place)).toEqual(['']);
    expect([...tables[0].tensors.keys()]).toEqual(names);
    const reference = readFixture('tiny.pt').tables[0].tensors;
    for (const [name, tensor] of tables[0].tensors)
      expect(tensor.read()).toEqual(reference.get(name)!.read());
  });

  it.each(['numbers.pt', 'numbers-legacy.pt'])(
    'may have numbers of all types and any strides: %s',
    (file) => {
      const { tensors } = readFixture(file).tables[0];
      expect([...tensors.keys()]).toEqual(Object.keys(expected.numbers));
      for (const [name, { shape, data }] of Object.entries(expected.numbers))
        expect([name, tensors.get(name)!.read()]).toEqual([name, { shape, data: Float32Array.from(data) }]);
    },
  );

  it('may lie among the records of a training', () => {
    const { tables } = readFixture('lightning.ckpt');
    expect(tables.map(({ place }) => place)).toEqual(['state_dict']);
    expect([...tables[0].tensors.keys()]).toEqual([...names.map((name) => `netG.${name}`), 'loss.weight']);
  });

  it('is known by its bytes', async () => {
    expect(await failureOf(() => readCheckpoint(Buffer.from('weights'), 'x.pt'))).toMatchObject({
      code: 'checkpoint-unknown-format',
    });
    expect(isOnnx(Uint8Array.of(8, 7, 18))).toBe(true);
    expect(isOnnx(fixture('tiny.pt'))).toBe(false);
  });

  it('is refused where it is not whole', async () => {
    const zip = fixture('tiny.pt');
    const legacy = fixture('tiny-legacy.pth');
    const reading = (bytes: Uint8Array) => () =>
      readCheckpoint(bytes, 'x.pt').tables.forEach(({ tensors }) => tensors.forEach(({ read }) => read()));
    for (const bytes of [zip.subarray(0, 2000), legacy.subarray(0, 2000), legacy.subarray(0, 60)])
      expect(await failureOf(reading(bytes))).toMatchObject({ code: 'checkpoint-damaged' });
  });

  it('may not be compressed: what a few bytes would become has no bound', async () => {
    const { code, message } = await failureOf(() => readFixture('compressed.pt'));
    expect(code).toBe('checkpoint-refused');
    expect(message).toContain('the compressed entry `tiny/data.pkl`');
  });
});

describe('numbers of other files', () => {
  it('keep their values as bfloat16 and int64 of safetensors', () => {
    const file = writeSafetensors(
      new Map([
        ['b', { type: 'BF16' as const, shape: [3], data: Float32Array.of(1, -0.15625, 3e38) }],
        ['i', { type: 'I64' as const, shape: [2], data: Float64Array.of(-3, 2 ** 40) }],
      ]),
    );
    const { tensors } = readSafetensors(file, 'x');
    expect([...tensors.get('b')!.data]).toEqual([1, -0.15625, expect.closeTo(3e38, -36)]);
    expect([...tensors.get('i')!.data]).toEqual([-3, 2 ** 40]);
  });

  it('are rounded to the nearest bfloat16, ties to even', () => {
    // 1 + 2⁻⁸ lies between 1 (even) and 1 + 2⁻⁷ (odd).
    expect(fromBrain(toBrain(1 + 2 ** -8))).toBe(1);
    expect(fromBrain(toBrain(1 + 3 * 2 ** -8))).toBe(1 + 2 ** -6);
    expect(fromBrain(toBrain(NaN))).toBeNaN();
  });
});
