import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { textWidth } from '../../src/render/typeface.js';
import { font } from './fonts.js';

/** Width of the ink that the font engine draws. */
function drawnWidth(text: string, weight: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="200"><text x="0" y="100" font-family="DejaVu Sans" font-size="100" font-weight="${weight}">${text}</text></svg>`;
  return new Resvg(svg, { font }).getBBox()!.width;
}

test.each(['normal', 'bold'] as const)('widths are those of the %s font', (weight) => {
  const style = { size: 100, lineHeight: 0, fill: '', ...(weight === 'bold' && { weight }) };
  for (const text of [
    'sim-00412',
    '2013-04-07 12:00',
    'generate seed 42',
    'MMMMMMMM',
    'illicit',
    '(){}[]#%@',
  ]) {
    const drawn = drawnWidth(text, weight);
    expect(textWidth(text, style)).toBeGreaterThan(drawn - 5);
    expect(textWidth(text, style)).toBeLessThan(drawn + 30);
  }
});
