/** DejaVu Sans: which sizes a sheet uses, and how wide its texts are without a font engine. */

/** A way to set text: size in units of the drawing, colour, weight. */
export interface TextStyle {
  readonly size: number;
  readonly lineHeight: number;
  readonly fill: string;
  readonly weight?: 'bold';
}

/** Verdana, its ancestor, is as wide: the drawing keeps its shape where a viewer lacks DejaVu. */
export const FONT_FAMILY = 'DejaVu Sans, Verdana, sans-serif';

const FIRST = 32;
/** Widths of the characters 32..126 in thousandths of the size, from the fonts' hmtx tables (version 2.37). */
const REGULAR =
  '318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838';
const BOLD =
  '348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838';
const WIDTHS = { regular: REGULAR.split(' ').map(Number), bold: BOLD.split(' ').map(Number) };
/** Any other character is taken to be as wide as the widest common ones (`…`, `−`, `→`): a line never comes out longer. */
const OTHER = 1000;

/** Width of a text in units of the drawing: exact for ASCII but for kerning, an upper bound for most other scripts. */
export function textWidth(text: string, style: TextStyle): number {
  const widths = style.weight === 'bold' ? WIDTHS.bold : WIDTHS.regular;
  const thousandths = Array.from(text).reduce(
    (sum, character) => sum + (widths[character.charCodeAt(0) - FIRST] ?? OTHER),
    0,
  );
  return (thousandths * style.size) / 1000;
}
