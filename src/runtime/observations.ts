import type { Archive, Meta } from '../archive/archive.js';
import { emptyCache, type Item } from './values.js';

/** An observation of the archive as an item; its picture is read when something looks at it. */
export function observationAt(position: number, archive: Archive, more: Meta = {}): Item {
  const meta = archive.meta(position);
  const scale = archive.scale?.(position);
  const place = archive.place?.(position);
  return {
    id: archive.id(position),
    origin: 'archive',
    position,
    ...(scale && { scale }),
    ...(place && { place }),
    meta: { ...meta, ...more },
    cache: emptyCache(),
  };
}
