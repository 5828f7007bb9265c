import { pow, radians } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import type { RegionHeader } from './header.js';

/** A place in Mm west (x) and north (y) of the centre of the box. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A sunspot, or a pore. */
export interface Spot {
  /** Its part of the flux of its polarity. */
  readonly share: number;
  /** From the centre of its polarity, once emerged. */
  readonly offset: Point;
  readonly elongation: number;
  /** Of its long axis, in radians. */
  readonly orientation: number;
  /** Makes its field stronger or weaker than its flux alone would. */
  readonly strength: number;
}

/** One polarity of a bipole: spots in a plage. */
export interface Polarity {
  readonly spots: readonly Spot[];
  /** Size of the plage, as a part of the separation. */
  readonly spread: number;
}

/** Two opposite polarities that emerge together and move apart. */
export interface Bipole {
  /** Of one polarity at its largest, in Mx. */
  readonly flux: number;
  /** Of the polarities once emerged, in Mm. */
  readonly separation: number;
  /** Of the axis, in radians: the western end is south by it. */
  readonly angle: number;
  readonly centre: Point;
  readonly leadingSign: number;
  /** Days after the region's first flux that it begins to emerge; negative for a remnant of an older one. */
  readonly delay: number;
  readonly leading: Polarity;
  readonly following: Polarity;
  /** Of the plages. */
  readonly elongation: number;
  /** How much of the plage is filled, and how much its fragments stand out (0 little, 1 much). */
  readonly cover: number;
  readonly contrast: number;
}

type Placement = Pick<Bipole, 'flux' | 'separation' | 'angle' | 'centre' | 'leadingSign' | 'delay'>;

/** The bipole that the region is named after, and those that make it complex. */
export function drawBipoles(stream: RandomStream, header: RegionHeader): Bipole[] {
  const { width, height } = header;
  const middle = { x: stream.normal(0, 0.06 * width), y: stream.normal(0, 0.06 * height) };
  return drawShares(stream, header.bipoles, 3).map((share, index) =>
    index === 0 ? drawMain(stream, header, share, middle) : drawCompanion(stream, header, share, middle),
  );
}

/** An older region's remains at the edge of the box: 28 % of regions have such a neighbour. */
export function drawNeighbour(stream: RandomStream, header: RegionHeader): Bipole[] {
  if (!stream.chance(0.24)) return [];
  const { width, height } = header;
  const placement: Placement = {
    flux: header.flux * stream.between(0.08, 0.5),
    separation: header.separation * stream.between(0.5, 1.1),
    angle: radians(header.tilt + stream.normal(0, 20)),
    centre: { x: stream.sign() * stream.between(0.32, 0.52) * width, y: stream.between(-0.4, 0.4) * height },
    leadingSign: header.leadingPolarity,
    delay: -stream.between(5, 20),
  };
  return [drawBipole(stream, placement, drawCounts(stream))];
}

function drawMain(stream: RandomStream, header: RegionHeader, share: number, centre: Point): Bipole {
  const placement: Placement = {
    flux: header.flux * share,
    separation: companionSeparation(header, share),
    angle: radians(header.tilt),
    centre,
    leadingSign: header.leadingPolarity,
    delay: 0,
  };
  const unipolar = header.magneticClass === 'alpha';
  const counts = unipolar ? { leading: 1, following: stream.integer(2) } : drawCounts(stream);
  return drawBipole(stream, placement, counts);
}

function drawCompanion(stream: RandomStream, header: RegionHeader, share: number, middle: Point): Bipole {
  const { separation } = header;
  const away = { x: stream.normal(0, 0.42 * separation + 6), y: stream.normal(0, 0.26 * separation + 4) };
  const placement: Placement = {
    flux: header.flux * share,
    separation: companionSeparation(header, share),
    angle: radians(header.tilt + stream.normal(0, 30)),
    centre: { x: middle.x + away.x, y: middle.y + away.y },
    leadingSign: stream.chance(0.96) ? header.leadingPolarity : -header.leadingPolarity,
    delay: stream.chance(0.6) ? 1.5 * stream.exponential() : 0,
  };
  return drawBipole(stream, placement, drawCounts(stream));
}

function companionSeparation(header: RegionHeader, share: number): number {
  return header.separation * pow(share, 0.4);
}

interface SpotCounts {
  readonly leading: number;
  readonly following: number;
}

/** Leading polarities have a spot or two, following ones several. */
function drawCounts(stream: RandomStream): SpotCounts {
  return { leading: 1 + stream.poisson(0.7), following: 2 + stream.poisson(2.2) };
}

/** Leading spots hold more of the flux and lie closer together; the following plage is wider. */
function drawBipole(stream: RandomStream, placement: Placement, counts: SpotCounts): Bipole {
  const { separation } = placement;
  const inLeadingSpots = stream.between(0.45, 0.85) * (stream.chance(0.12) ? 0.3 : 1);
  const inFollowingSpots = stream.between(0.15, 0.6);
  return {
    ...placement,
    leading: {
      spots: drawSpots(stream, counts.leading, inLeadingSpots, 0.16 * separation + 2),
      spread: stream.between(0.16, 0.28),
    },
    following: {
      spots: drawSpots(stream, counts.following, inFollowingSpots, 0.24 * separation + 3),
      spread: stream.between(0.22, 0.42),
    },
    elongation: stream.between(0.8, 1.8),
    cover: stream.between(-0.4, 0.9),
    contrast: stream.uniform(),
  };
}

/** `count` spots that share `share` of the flux, within `spread` Mm (sd) of their polarity's centre, the first nearer. */
function drawSpots(stream: RandomStream, count: number, share: number, spread: number): Spot[] {
  return drawShares(stream, count, 3).map((part, index) => {
    const distance = index === 0 ? 0.25 * spread : spread;
    return {
      share: share * part,
      offset: { x: stream.normal(0, distance), y: stream.normal(0, distance) },
      elongation: stream.between(0.7, 1.3),
      orientation: stream.between(0, Math.PI),
      strength: stream.between(0.6, 1.5),
    };
  });
}

/** `count` random parts of 1, the first larger by a factor (Dirichlet: 1 for the others). */
function drawShares(stream: RandomStream, count: number, first: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => drawWeight(stream, index === 0 ? first : 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Gamma with a whole shape: a sum of exponentials. */
function drawWeight(stream: RandomStream, shape: number): number {
  let weight = 0;
  for (let part = 0; part < shape; part++) weight += stream.exponential();
  return weight;
}
