import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { parsePickle } from '../../../src/models/import/pickle/parse-pickle.js';
import { readCheckpoint } from '../../../src/models/import/read-checkpoint.js';
import { failureOf } from '../failure.js';
import { fixture, fixtureNames, readFixture } from './fixtures.js';

describe('a malicious pickle', () => {
  it.each([
    ['evil-system.pt', 'the class or function `posix.system`'],
    ['evil-system-protocol4.pt', 'the class or function `posix.system`'],
    ['evil-eval.pt', 'the class or function `__builtin__.eval`'],
    ['evil-nested.pt', 'the class or function `pickle.loads`'],
    ['evil-storage.pt', 'the class or function `torch.storage._load_from_bytes`'],
    ['evil-getattr.pt', 'the class or function `__builtin__.getattr`'],
    ['evil-legacy.pth', 'the class or function `posix.system`'],
    ['evil-inst.pt', 'a pickle with the opcode STRING'],
    ['evil-extension.pt', 'a pickle with the opcode EXT1'],
    ['evil-call-text.pt', 'a call of a string'],
  ])('is refused, and what it asks for is named: %s', async (file, what) => {
    const { code, message } = await failureOf(() => readFixture(file));
    expect(code).toBe('checkpoint-refused');
    expect(message).toContain(`it holds ${what}`);
  });

  it('is covered by these tests, each of them', () => {
    expect(fixtureNames.filter((name) => name.startsWith('evil')).length).toBe(10);
  });
});

const pickle = (...parts: readonly (number | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.of(part))));

describe('a pickle', () => {
  const refusal = async (...parts: readonly (number | string)[]) => {
    const { code, message } = await failureOf(() => parsePickle(pickle(...parts), 'x'));
    return `${code}: ${message}`;
  };

  it('may not go back in its bytes, which would never end', async () => {
    expect(await refusal('B', 0xfb, 0xff, 0xff, 0xff, '.')).toContain('ends before it is complete');
  });

  it('may not work on what is not there, nor on what lies below a mark', async () => {
    expect(await refusal(0x85, '.')).toContain('the opcode TUPLE1 of its pickle has nothing to work on');
    expect(await refusal('N(', 0x85, '.')).toContain('TUPLE1');
    expect(await refusal('t.')).toContain('TUPLE');
    expect(await refusal('h', 3, '.')).toContain('recalls what it has not remembered');
    expect(await refusal('}Na.')).toContain('applies APPEND to a dict');
  });

  it('names what it refuses', async () => {
    expect(await refusal(0x80, 9, '.')).toContain('a pickle of protocol 9');
    expect(await refusal(0xff)).toContain('the opcode 0xff');
    expect(await refusal('ctorch.nn.modules.linear\nLinear\n.')).toContain(
      '`torch.nn.modules.linear.Linear`',
    );
    expect(await refusal('c__proto__\nconstructor\n.')).toContain('`__proto__.constructor`');
    expect(await refusal('X', 1, 0, 0, 0, 'a', 'Q.')).toContain('a reference to nothing');
  });

  it('may hold itself', () => {
    const { value } = parsePickle(pickle('}q', 0, 'X', 1, 0, 0, 0, 'a', 'h', 0, 's.'), 'x');
    expect(value).toMatchObject({ kind: 'dict' });
  });

  it('gives whole numbers of any length their value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }), (number) => {
        const digits = Array.from({ length: 14 }, (_, place) =>
          Number(BigInt.asUintN(8, number >> BigInt(8 * place))),
        );
        expect(BigInt(parsePickle(pickle(0x8a, 14, ...digits, '.'), 'x').value as bigint)).toBe(number);
      }),
    );
  });
});

describe('a damaged checkpoint', () => {
  const readAll = (bytes: Uint8Array): number => {
    try {
      const { tables } = readCheckpoint(bytes, 'x.pt');
      return tables
        .flatMap(({ tensors }) => [...tensors.values()])
        .reduce((sum, { read }) => sum + read().data.length, 0);
    } catch (error) {
      if (error instanceof GiqError) return 0;
      throw error;
    }
  };
  const mutation = fc.record({ place: fc.nat(), value: fc.nat(255) });

  it.each(fixtureNames)('is a diagnostic or has numbers in proportion, whatever changed: %s', (name) => {
    const whole = fixture(name);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.nat(), (mutations, end) => {
        const bytes = Uint8Array.from(whole);
        for (const { place, value } of mutations) bytes[place % bytes.length] = value;
        const cut = end % 4 === 0 ? bytes.subarray(0, end % bytes.length) : bytes;
        expect(readAll(cut)).toBeLessThanOrEqual(4 * bytes.length);
      }),
      { numRuns: 200 },
    );
  });
});
