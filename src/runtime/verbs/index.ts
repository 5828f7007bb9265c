import type { Contract } from '../../planner/contract.js';
import type { Verb } from '../context.js';
import { blend } from './blend.js';
import { correlate } from './correlate.js';
import { describe } from './describe.js';
import { flip } from './flip.js';
import { generate } from './generate.js';
import { invert } from './invert.js';
import { learn } from './learn.js';
import { load } from './load.js';
import { measure } from './measure.js';
import { observe } from './observe.js';
import { plot } from './plot.js';
import { retrieve } from './retrieve.js';
import { save } from './save.js';
import { shift } from './shift.js';
import { show } from './show.js';
import { sort } from './sort.js';
import { summarise } from './summarise.js';
import { sweep } from './sweep.js';
import { take } from './take.js';
import { vary } from './vary.js';
import { where } from './where.js';

const all: readonly Verb[] = [
  generate,
  load,
  observe,
  shift,
  flip,
  sweep,
  blend,
  vary,
  invert,
  where,
  sort,
  take,
  retrieve,
  measure,
  summarise,
  correlate,
  learn,
  describe,
  show,
  plot,
  save,
];

/** Every verb of the language, by name, in the order of the reference. */
export const verbs: ReadonlyMap<string, Verb> = new Map(all.map((verb) => [verb.contract.name, verb]));

export const contracts: ReadonlyMap<string, Contract> = new Map(
  all.map(({ contract }) => [contract.name, contract]),
);
