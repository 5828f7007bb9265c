import { formatNumber } from '../render/number.js';
import { measurementOf, parametersOf } from './measuring.js';
import type { Item } from './values.js';

/** Lines that stand under a picture: when and where, how far, and a few parameters that have been measured. */
export function captionOf(item: Item, parameters: readonly string[]): string[] {
  const { date, lat, lon, distance, offset } = item.meta;
  const lines: string[] = [];
  if (typeof distance === 'number') lines.push(`distance ${formatNumber(distance)}`);
  if (typeof offset === 'number') lines.push(`${offset < 0 ? '' : '+'}${offset} latent units`);
  if (typeof date === 'string') lines.push(date.slice(0, 16).replace('T', ' '));
  if (typeof lat === 'number' && typeof lon === 'number') lines.push(heliographic(lat, lon));
  return [...lines, ...parameterLines(item, parameters)];
}

/** "N12 W34": the usual way to give a place on the Sun. */
function heliographic(lat: number, lon: number): string {
  const degrees = (value: number) => String(Math.round(Math.abs(value))).padStart(2, '0');
  return `${lat < 0 ? 'S' : 'N'}${degrees(lat)} ${lon < 0 ? 'E' : 'W'}${degrees(lon)}`;
}

/** The day and the place on the Sun, as far as they are known: "2012-05-01 N12 W34". */
export function whenAndWhere({ meta: { date, lat, lon } }: Item): string[] {
  const day = typeof date === 'string' ? [date.slice(0, 10)] : [];
  const place = typeof lat === 'number' && typeof lon === 'number' ? [heliographic(lat, lon)] : [];
  const both = [...day, ...place].join(' ');
  return both === '' ? [] : [both];
}

/** The parameters alone. */
export function parameterLines(item: Item, names: readonly string[]): string[] {
  return parametersOf(names).map((parameter) => {
    const { value, unit } = measurementOf(item, parameter);
    return Number.isNaN(value)
      ? `${parameter.name} missing`
      : `${parameter.name} ${formatNumber(value)} ${unit}`.trim();
  });
}
