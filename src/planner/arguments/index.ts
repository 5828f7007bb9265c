import type { ArgumentType } from '../contract.js';
import { readLearnable } from './learnable.js';
import { readFigure } from './figures.js';
import { readMoves } from './moves.js';
import {
  readFieldStrength,
  readInteger,
  readNumber,
  readPercentage,
  readSeed,
  readSigned,
} from './numbers.js';
import {
  readField,
  readParameter,
  readParameters,
  readQuantities,
  readQuantity,
  readSignParameter,
  readTopic,
} from './parameters.js';
import { readPipeline } from './pipelines.js';
import { readPredicate } from './predicate.js';
import type { Reader } from './reader.js';
import { readChoice, readFile, readFiles, readOutputFile, readText, readTexts } from './texts.js';

type Readers = { readonly [K in ArgumentType['kind']]: Reader<Extract<ArgumentType, { kind: K }>> };

/** The reader of every type of argument. */
const readers: Readers = {
  integer: readInteger,
  number: readNumber,
  seed: readSeed,
  signed: readSigned,
  text: readText,
  texts: readTexts,
  file: readFile,
  files: readFiles,
  'output-file': readOutputFile,
  figure: readFigure,
  choice: readChoice,
  'field-strength': readFieldStrength,
  percentage: readPercentage,
  parameter: readParameter,
  parameters: readParameters,
  quantity: readQuantity,
  quantities: readQuantities,
  learnable: readLearnable,
  'sign-parameter': readSignParameter,
  field: readField,
  predicate: readPredicate,
  moves: readMoves,
  topic: readTopic,
  pipeline: readPipeline,
  flag: () => true,
};

export function readerOf<T extends ArgumentType>(type: T): Reader<T> {
  return readers[type.kind] as Reader<T>;
}
