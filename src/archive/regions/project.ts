import { degrees, radians, turn } from './angles.js';
import type {
  DiskGeometry,
  Heliographic,
  MapGeometry,
  Place,
  SolarMap,
  SynopticGeometry,
} from './geometry.js';

const ARC_SECONDS = 3600;

/** Where a point of the Sun is in an image; undefined on the far side and beyond the edge of the map. */
export function project(point: Heliographic, geometry: MapGeometry): Place | undefined {
  return geometry.kind === 'disk' ? onDisk(point, geometry) : onSynoptic(point, geometry);
}

/** Stonyhurst coordinates to pixels, seen from a finite distance (Thompson 2006, equations 4, 11 and 17). */
function onDisk({ longitude, latitude }: Heliographic, disk: DiskGeometry): Place | undefined {
  const [l, b, b0] = [radians(longitude), radians(latitude), radians(disk.latitude)];
  const x = Math.cos(b) * Math.sin(l);
  const y = Math.sin(b) * Math.cos(b0) - Math.cos(b) * Math.cos(l) * Math.sin(b0);
  const z = Math.sin(b) * Math.sin(b0) + Math.cos(b) * Math.cos(l) * Math.cos(b0);
  const { distance, centre, step } = disk;
  if (z * distance <= 1) return undefined;
  const toObserver = Math.hypot(x, y, distance - z);
  const east = degrees(Math.atan2(x, distance - z)) * ARC_SECONDS;
  const north = degrees(Math.asin(y / toObserver)) * ARC_SECONDS;
  const rotation = radians(disk.rotation);
  const [cosine, sine] = [Math.cos(rotation), Math.sin(rotation)];
  return {
    x: centre[0] + (cosine * east + sine * north) / step[0],
    y: centre[1] + (cosine * north - sine * east) / step[1],
    mu: (distance * z - 1) / toObserver,
  };
}

/** Every point is seen from above: synoptic maps hold the radial field. */
function onSynoptic({ longitude, latitude }: Heliographic, map: SynopticGeometry): Place {
  const columns = 360 / Math.abs(map.longitudeStep);
  const x = (longitude - map.longitude) / map.longitudeStep;
  const axis = map.latitudeAxis === 'sine' ? Math.sin(radians(latitude)) : latitude;
  return { x: ((x % columns) + columns) % columns, y: (axis - map.latitude) / map.latitudeStep, mu: 1 };
}

/** Degrees on the Sun that one pixel covers at the centre of the map. */
export function pixelDegrees({ geometry }: Pick<SolarMap, 'geometry'>): number {
  if (geometry.kind === 'synoptic') return Math.abs(geometry.longitudeStep);
  const [step] = geometry.step;
  return degrees(radians(Math.abs(step) / ARC_SECONDS) * (geometry.distance - 1));
}

/** The Carrington longitude of a point, where the map knows it. */
export function carringtonLongitude(longitude: number, geometry: MapGeometry): number | undefined {
  if (geometry.kind === 'synoptic') return turn(longitude);
  return geometry.longitude === undefined ? undefined : turn(longitude + geometry.longitude);
}
