import { diagnose } from '../../../diagnostics/diagnostic.js';
import { parseSdoName, stemOf } from '../file-name.js';
import type { ImageFormat, RawImage, ReadOptions } from '../image.js';
import { checkDimensions } from '../limits.js';
import { checkDataSum } from './checksum.js';
import { geometryOf } from './geometry.js';
import { textOf } from './header.js';
import type { Header } from './header.js';
import { findImages, isCompressed, OWN_ID } from './hdus.js';
import type { Hdu, ImageHdu } from './hdus.js';
import { metaOf } from './meta.js';
import { ownMeta } from './own-meta.js';
import { placeOf } from './place.js';
import { readPlain } from './plain.js';
import { isWholeSun, pixelScale } from './scale.js';
import { readTiled } from './tiled.js';
import { gaussPerUnit } from './units.js';

export const fits: ImageFormat = {
  name: 'FITS',
  endings: ['fits', 'fit', 'fts'],
  matches: (bytes) => /^SIMPLE *=/i.test(Buffer.from(bytes.subarray(0, 10)).toString('latin1')),
  decode: (bytes, file, options) =>
    findImages(bytes, file).map((image) => decodeImage(image, bytes, file, options)),
};

/**
 * Decodes the first two-dimensional image of a FITS file, compressed or not, into gauss. Row 0 is south. `fits.decode`
 * gives all images of a file that giq has written.
 *
 * Metadata come from the header, and from a file name of JSOC where the header lacks them (exports "as is").
 *
 * @param file name of the file, for messages, id and metadata
 * @throws GiqError when the file is damaged, cut short, without image or in a unit that is no magnetic field
 */
export function decodeFits(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage {
  return decodeImage(findImages(bytes, file)[0], bytes, file, options);
}

function decodeImage(
  { hdu, width, height }: ImageHdu,
  bytes: Uint8Array,
  file: string,
  options: ReadOptions,
): RawImage {
  checkDimensions(file, width, height, bytes.length);
  const unit = options.gaussPerUnit ?? gaussPerUnit(hdu.header, file);
  const values = (isCompressed(hdu.header) ? readTiled : readPlain)(bytes, hdu, width, height, file);
  if (unit !== 1) values.forEach((value, index) => (values[index] = value * unit));
  return {
    id: textOf(hdu.header, OWN_ID) ?? stemOf(file),
    values,
    width,
    height,
    rowZero: 'south',
    ...describe(bytes, hdu, file, width, height),
  };
}

/** All that is not pixels. */
function describe(bytes: Uint8Array, hdu: Hdu, file: string, width: number, height: number) {
  const { header } = hdu;
  const name = parseSdoName(file);
  const scale = pixelScale(header, name.series, height);
  const geometry = geometryOf(header, width, height);
  const place = geometry ? undefined : placeOf(header, width, height);
  return {
    ...(scale && { scale }),
    ...(place && { place }),
    ...(geometry && { geometry }),
    meta: { ...name.meta, ...metaOf(header), ...ownMeta(header) },
    keywords: Object.fromEntries(header),
    warnings: [...checkDataSum(bytes, hdu, file), ...synopticWarning(header, file, width, height)],
  };
}

function synopticWarning(header: Header, file: string, width: number, height: number) {
  return isWholeSun(header, width) ? [diagnose('looks-synoptic', { file, width, height })] : [];
}
