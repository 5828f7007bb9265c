import type { Heliographic, SolarMap } from './geometry.js';
import { project } from './project.js';

/**
 * The radial field at a point in gauss, bilinear between pixels; NaN where the map has none or sees it too obliquely.
 *
 * What was measured along the line of sight is divided by μ, as if the field were vertical.
 *
 * @param leastMu points with a smaller μ count as missing
 */
export function sample(map: SolarMap, point: Heliographic, leastMu: number): number {
  const place = project(point, map.geometry);
  if (!place || place.mu < leastMu) return NaN;
  const value = bilinear(map, place.x, place.y);
  const isRadial = map.field === 'radial' || map.geometry.kind === 'synoptic';
  return isRadial ? value : value / place.mu;
}

function bilinear(map: SolarMap, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  let [sum, weights] = [0, 0];
  for (const [column, row, weight] of [
    [left, top, (1 - right) * (1 - down)],
    [left + 1, top, right * (1 - down)],
    [left, top + 1, (1 - right) * down],
    [left + 1, top + 1, right * down],
  ]) {
    const value = valueAt(map, column, row);
    if (Number.isNaN(value)) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights >= 0.5 ? sum / weights : NaN;
}

/** NaN beyond the map, but synoptic maps go round. */
function valueAt({ values, width, height, geometry }: SolarMap, x: number, row: number): number {
  const column = geometry.kind === 'synoptic' ? (x + width) % width : x;
  if (column < 0 || column >= width || row < 0 || row >= height) return NaN;
  return values[row * width + column];
}
