import { MAX_OPCODES } from '../limits.js';
import { damaged, refused } from '../refusals.js';
import { call, globalOf, storageOf } from './globals.js';
import { opcodeName } from './opcodes.js';
import { PickleBytes } from './pickle-bytes.js';
import type { Pickled, PickledStorage } from './values.js';
import { describePickled, isKind } from './values.js';

/** A pickle's value, and where in the bytes it ends. */
export interface ParsedPickle {
  readonly value: Pickled;
  readonly end: number;
  /** Every row of numbers that it refers to, by key. */
  readonly storages: ReadonlyMap<string, PickledStorage>;
}

/**
 * Reads what a pickle says without doing what it says: nothing is imported, called or looked up, only opcodes that weights
 * are written with are known, and only classes of an allow-list may be named.
 *
 * @param file name for messages
 * @throws GiqError `checkpoint-refused`: names the opcode, class or function; `checkpoint-damaged`
 */
export function parsePickle(bytes: Uint8Array, file: string): ParsedPickle {
  const machine = new Machine(new PickleBytes(bytes, file), file);
  for (let count = 0; ; count++) {
    if (count > MAX_OPCODES) return refused(file, `a pickle of more than ${MAX_OPCODES} opcodes`);
    const opcode = opcodeName(machine.bytes.byte());
    if (opcode === 'STOP') return machine.finish();
    if (!Object.hasOwn(operations, opcode)) return refused(file, `a pickle with the opcode ${opcode}`);
    operations[opcode](machine, opcode);
  }
}

type Operation = (machine: Machine, opcode: string) => void;

const push =
  (make: (bytes: PickleBytes) => Pickled): Operation =>
  (machine) =>
    machine.push(make(machine.bytes));

const tupleOf =
  (length: number): Operation =>
  (machine, opcode) =>
    machine.push({ kind: 'tuple', items: machine.popMany(length, opcode) });

const remember =
  (index: (machine: Machine) => number): Operation =>
  (machine, opcode) =>
    machine.remember(index(machine), opcode);

const recall =
  (index: (bytes: PickleBytes) => number): Operation =>
  (machine) =>
    machine.recall(index(machine.bytes));

const callTop: Operation = (machine, opcode) => {
  const [target, args] = machine.popMany(2, opcode);
  machine.push(call(target, args, machine.file));
};

/** What goes into an object that nobody needs is forgotten. */
const forget: Operation = (machine, opcode) => void machine.pop(opcode);

const operations: Readonly<Record<string, Operation>> = {
  PROTO: ({ bytes, file }) => {
    const version = bytes.byte();
    if (version > 5) refused(file, `a pickle of protocol ${version}`);
  },
  FRAME: ({ bytes }) => void bytes.uint64(),
  MARK: (machine) => machine.mark(),
  NONE: push(() => null),
  NEWTRUE: push(() => true),
  NEWFALSE: push(() => false),
  BININT: push((bytes) => bytes.int32()),
  BININT1: push((bytes) => bytes.byte()),
  BININT2: push((bytes) => bytes.uint16()),
  BINFLOAT: push((bytes) => bytes.float64()),
  LONG1: push((bytes) => bytes.long(bytes.byte())),
  BINUNICODE: push((bytes) => bytes.text(bytes.uint32())),
  SHORT_BINUNICODE: push((bytes) => bytes.text(bytes.byte())),
  BINUNICODE8: push((bytes) => bytes.text(bytes.uint64())),
  BINSTRING: push((bytes) => bytes.shortText(bytes.uint32())),
  SHORT_BINSTRING: push((bytes) => bytes.shortText(bytes.byte())),
  BINBYTES: push((bytes) => bytes.bytes(bytes.uint32())),
  SHORT_BINBYTES: push((bytes) => bytes.bytes(bytes.byte())),
  BINBYTES8: push((bytes) => bytes.bytes(bytes.uint64())),
  EMPTY_TUPLE: push(() => ({ kind: 'tuple', items: [] })),
  EMPTY_LIST: push(() => ({ kind: 'list', items: [] })),
  EMPTY_DICT: push(() => ({ kind: 'dict', entries: new Map() })),
  EMPTY_SET: push(() => ({ kind: 'opaque', name: 'set' })),
  FROZENSET: (machine, opcode) => {
    machine.popToMark(opcode);
    machine.push({ kind: 'opaque', name: 'frozenset' });
  },
  TUPLE: (machine, opcode) => machine.push({ kind: 'tuple', items: machine.popToMark(opcode) }),
  TUPLE1: tupleOf(1),
  TUPLE2: tupleOf(2),
  TUPLE3: tupleOf(3),
  APPEND: (machine, opcode) => append(machine, [machine.pop(opcode)], opcode),
  APPENDS: (machine, opcode) => append(machine, machine.popToMark(opcode), opcode),
  ADDITEMS: (machine, opcode) => append(machine, machine.popToMark(opcode), opcode),
  SETITEM: (machine, opcode) => setItems(machine, machine.popMany(2, opcode), opcode),
  SETITEMS: (machine, opcode) => setItems(machine, machine.popToMark(opcode), opcode),
  BINPUT: remember(({ bytes }) => bytes.byte()),
  LONG_BINPUT: remember(({ bytes }) => bytes.uint32()),
  MEMOIZE: remember((machine) => machine.remembered),
  BINGET: recall((bytes) => bytes.byte()),
  LONG_BINGET: recall((bytes) => bytes.uint32()),
  GLOBAL: push((bytes) => globalOf(bytes.line(), bytes.line(), bytes.file)),
  STACK_GLOBAL: (machine, opcode) => {
    const [module, name] = machine.popMany(2, opcode);
    const named = typeof module === 'string' && typeof name === 'string';
    if (!named) return damaged(machine.file, 'its pickle names a class by no text');
    machine.push(globalOf(module, name, machine.file));
  },
  BINPERSID: (machine, opcode) => {
    const storage = storageOf(machine.pop(opcode), machine.file);
    machine.storages.set(storage.key, storage);
    machine.push(storage);
  },
  REDUCE: callTop,
  NEWOBJ: callTop,
  BUILD: forget,
};

function append(machine: Machine, items: readonly Pickled[], opcode: string): void {
  const target = machine.top(opcode);
  if (isKind(target, 'opaque')) return;
  if (!isKind(target, 'list')) return misused(machine, opcode, target);
  for (const item of items) target.items.push(item);
}

function setItems(machine: Machine, items: readonly Pickled[], opcode: string): void {
  const target = machine.top(opcode);
  if (isKind(target, 'opaque')) return;
  if (!isKind(target, 'dict') || items.length % 2 === 1) return misused(machine, opcode, target);
  for (let index = 0; index < items.length; index += 2) target.entries.set(items[index], items[index + 1]);
}

function misused({ file }: Machine, opcode: string, target: Pickled): never {
  return damaged(file, `its pickle applies ${opcode} to ${describePickled(target)}`);
}

/** The stack, the marks in it and the memory of a pickle that is being read. */
class Machine {
  readonly #stack: Pickled[] = [];
  readonly #marks: number[] = [];
  readonly #memory = new Map<number, Pickled>();
  readonly storages = new Map<string, PickledStorage>();
  readonly bytes: PickleBytes;
  readonly file: string;

  constructor(bytes: PickleBytes, file: string) {
    this.bytes = bytes;
    this.file = file;
  }

  finish(): ParsedPickle {
    return { value: this.pop('STOP'), end: this.bytes.position, storages: this.storages };
  }

  get remembered(): number {
    return this.#memory.size;
  }

  push(value: Pickled): void {
    this.#stack.push(value);
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  top(opcode: string): Pickled {
    this.#require(1, opcode);
    return this.#stack.at(-1)!;
  }

  pop(opcode: string): Pickled {
    return this.popMany(1, opcode)[0];
  }

  popMany(count: number, opcode: string): Pickled[] {
    this.#require(count, opcode);
    return this.#stack.splice(this.#stack.length - count);
  }

  popToMark(opcode: string): Pickled[] {
    const mark = this.#marks.pop();
    return mark === undefined ? this.#exhausted(opcode) : this.#stack.splice(mark);
  }

  remember(index: number, opcode: string): void {
    this.#memory.set(index, this.top(opcode));
  }

  recall(index: number): void {
    const value = this.#memory.get(index);
    if (value === undefined) damaged(this.file, `its pickle recalls what it has not remembered`);
    else this.push(value);
  }

  /** Nothing below the last mark is touched. */
  #require(count: number, opcode: string): void {
    if (this.#stack.length - (this.#marks.at(-1) ?? 0) < count) this.#exhausted(opcode);
  }

  #exhausted(opcode: string): never {
    return damaged(this.file, `the opcode ${opcode} of its pickle has nothing to work on`);
  }
}
