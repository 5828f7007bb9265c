import { cos, exp, pow, sin } from '../../numeric/deterministic.js';
import type { Bipole, Point, Polarity } from './bipole.js';
import type { Scene, Side } from './scene.js';

/** Younger bipoles, in days, show nothing yet. */
const YOUNGEST = 0.02;

/** What has become of a bipole at some age. */
export interface BipoleState {
  readonly bipole: Bipole;
  /** Days since it began to emerge. */
  readonly age: number;
  /** Part of its flux that has emerged, 0..1, and part of its spots that has not decayed, 0..1. */
  readonly emerged: number;
  readonly spotsLeft: number;
  /** Of one polarity, in Mx. */
  readonly flux: number;
  /** How far its spots are on their way to where they settle, 0..1. */
  readonly settled: number;
  readonly sides: Readonly<Record<Side, PolarityState>>;
}

/** One polarity of a bipole at some age. */
export interface PolarityState extends Polarity {
  readonly sign: number;
  readonly centre: Point;
}

/** The bipole in a scene; undefined before it emerges. */
export function bipoleIn({ header, day }: Scene, bipole: Bipole): BipoleState | undefined {
  const age = header.firstAge + day - bipole.delay;
  if (age <= YOUNGEST) return undefined;
  const { emergenceTime, decayTime } = header;
  const emerged = 1 - exp(-pow(age / emergenceTime, 1.5));
  const spotsLeft = exp(-Math.max(0, age - 2 * emergenceTime) / decayTime);
  return {
    bipole,
    age,
    emerged,
    spotsLeft,
    flux: bipole.flux * emerged * (0.35 + 0.65 * spotsLeft),
    settled: 0.45 + 0.55 * Math.min(1, age / (2 * emergenceTime)),
    sides: sidesAt(bipole, separationAt(bipole, age, emergenceTime)),
  };
}

/** The polarities move apart while they emerge, and slowly for ever after. */
function separationAt(bipole: Bipole, age: number, emergenceTime: number): number {
  const emerging = 0.4 + 0.6 * (1 - exp(-age / (1.2 * emergenceTime)));
  return bipole.separation * emerging * (1 + 0.02 * Math.max(0, age - 5));
}

function sidesAt(bipole: Bipole, separation: number): BipoleState['sides'] {
  const { centre, angle, leading, following, leadingSign } = bipole;
  const west = (cos(angle) * separation) / 2;
  const north = (-sin(angle) * separation) / 2;
  return {
    leading: { ...leading, sign: leadingSign, centre: { x: centre.x + west, y: centre.y + north } },
    following: { ...following, sign: -leadingSign, centre: { x: centre.x - west, y: centre.y - north } },
  };
}
