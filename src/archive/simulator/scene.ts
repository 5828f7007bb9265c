import type { RegionHeader } from './header.js';
import type { Textures } from './textures.js';

/** A region at the moment of one frame: what its painters need besides what they paint. */
export interface Scene {
  readonly header: RegionHeader;
  /** Days since the first frame. */
  readonly day: number;
  readonly textures: Textures;
}

/** The two polarities of a bipole: the leading one is in the west. */
export type Side = 'leading' | 'following';

export const SIDES: readonly Side[] = ['leading', 'following'];
