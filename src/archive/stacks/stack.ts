import type { RawImage } from '../readers/image.js';

/** The images of a file that may be larger than memory: each is read when it is asked for. */
export interface ImageStack {
  readonly count: number;
  /** @throws GiqError where the image is damaged */
  read(position: number): Promise<RawImage>;
  close(): Promise<void>;
}

/** What stacks can be told, besides what readers are. */
export interface StackOptions {
  /** HDF5: path of the data set; the only one with images unless given. */
  readonly dataset?: string;
  /** HDF5: the first axis is channels, of which this one is the field; otherwise it counts images. */
  readonly plane?: number;
  /** HDF5, NPY, NPZ: what the first row is; north unless given. */
  readonly rowZero?: 'north' | 'south';
  /** How many gauss one stored unit is; 1 unless given. */
  readonly gaussPerUnit?: number;
}

/** A stack of images that are in memory already. */
export function stackOf(images: readonly RawImage[]): ImageStack {
  return {
    count: images.length,
    read: async (position) => images[position],
    close: async () => {},
  };
}
