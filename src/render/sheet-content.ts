import type { Field } from '../physics/field.js';
import type { ColourMap } from './colormap.js';

export interface SheetPicture {
  readonly field: Field;
  /** Above the picture; wrapped to its width. */
  readonly title?: string;
  /** Lines below the picture, each wrapped to its width. */
  readonly caption?: readonly string[];
  /** A query: framed, with an arrow to what follows it, in its row or, at the end of one, in the next. */
  readonly highlight?: boolean;
}

export interface SheetRow {
  readonly label?: string;
  readonly pictures: readonly SheetPicture[];
  /** Each picture is made from the one before it: arrows between them. */
  readonly sequence?: boolean;
}

/** What a picture for a paper or a report shows. */
export interface Sheet {
  readonly title?: string;
  readonly rows: readonly SheetRow[];
  /** Pictures in a line before a row is broken; 7 unless given. */
  readonly across?: number;
  readonly map: ColourMap;
  /** Field at which the colours saturate, in kG; 1 unless given. */
  readonly limit?: number;
  readonly colourBar?: boolean;
  /** Small print beneath everything, such as where the pictures come from. */
  readonly footer?: string;
  /** For programs: stands in the drawing's `<metadata>` and is not seen. */
  readonly metadata?: string;
}
