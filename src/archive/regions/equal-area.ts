import { degrees, radians } from './angles.js';
import type { Heliographic } from './geometry.js';

/**
 * The point on the Sun at (x, y) of a cylindrical equal-area patch around `centre`, as SHARPs are mapped: the sphere is
 * turned until the centre lies at longitude and latitude 0 (Calabretta & Greisen 2002, equation 79; Sun 2013,
 * arXiv 1309.2392).
 *
 * @param x degrees west of the centre, along its great circle
 * @param y degrees north: the sine of the turned latitude times 180/π; beyond ±57.3 there is nothing
 */
export function fromPatch(x: number, y: number, centre: Heliographic): Heliographic {
  const [longitude, sine] = [radians(x), radians(y)];
  const cosine = Math.sqrt(1 - sine ** 2);
  const [front, west, north] = [cosine * Math.cos(longitude), cosine * Math.sin(longitude), sine];
  const tilt = radians(centre.latitude);
  const [cosineTilt, sineTilt] = [Math.cos(tilt), Math.sin(tilt)];
  const latitude = Math.asin(sineTilt * front + cosineTilt * north);
  const around = Math.atan2(west, cosineTilt * front - sineTilt * north);
  return { longitude: centre.longitude + degrees(around), latitude: degrees(latitude) };
}

/** The reverse of fromPatch: where a point of the Sun lies in the patch around `centre`. */
export function toPatchPlace({ longitude, latitude }: Heliographic, centre: Heliographic): [number, number] {
  const [l, b, tilt] = [longitude - centre.longitude, latitude, centre.latitude].map(radians);
  const [front, north] = [Math.cos(b) * Math.cos(l), Math.sin(b)];
  const [cosineTilt, sineTilt] = [Math.cos(tilt), Math.sin(tilt)];
  const x = Math.atan2(Math.cos(b) * Math.sin(l), cosineTilt * front + sineTilt * north);
  return [degrees(x), degrees(cosineTilt * north - sineTilt * front)];
}
