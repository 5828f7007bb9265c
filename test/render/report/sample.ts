/** A report with one of everything, whose texts try to be more than texts. */
import type { Report } from '../../../src/render/report/index.js';
import { fieldOf } from './fields.js';

/** What a script, an id, metadata or a file name might hold. */
export const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(2)">'"&amp;\u0000 <!-- ]]>`;

export const sample: Report = {
  title: `A report of ${HOSTILE}`,
  script: `# ${HOSTILE}\ngenerate 2 seed 42 | retrieve k=1 | save "${'</title>'}.html"\n`,
  provenance: { giq: '0.0.0', script: HOSTILE, world: { name: HOSTILE, hash: 'abc' } },
  origin: [
    ['giq', '0.0.0'],
    ['world', HOSTILE],
  ],
  notes: [HOSTILE],
  sections: [
    {
      statement: `generate 2 seed 42 | retrieve k=1 | save "${HOSTILE}"`,
      plan: {
        steps: [
          { written: 'generate 2 seed 42', change: '→ latents', details: [] },
          { written: 'shift TUF +3', change: 'latents → latents', details: [HOSTILE] },
        ],
        loads: 'generator',
      },
      parts: [
        {
          kind: 'pictures',
          title: HOSTILE,
          pictures: [
            { title: HOSTILE, field: fieldOf(1), caption: [HOSTILE], isQuery: true },
            { title: 'two', field: fieldOf(2), caption: ['TUF 1e22 Mx'] },
          ],
        },
        {
          kind: 'table',
          title: `Three ${HOSTILE}`,
          columns: [{ name: 'id' }, { name: HOSTILE }, { name: 'TUF', unit: 'Mx' }, { name: 'record' }],
          rows: [
            ['b', HOSTILE, 2e22, 'hmi.sharp_cea_720s[377]'],
            ['a', 'plain', 1.5e22, HOSTILE],
            [HOSTILE, null, null, null],
          ],
          commands: [`giq -e '${HOSTILE}'`, 'giq -e 2', undefined],
        },
        { kind: 'figure', title: HOSTILE, description: HOSTILE, svg: drawing() },
        { kind: 'remark', text: HOSTILE },
      ],
    },
    { statement: 'let a = generate seed 1', parts: [] },
  ],
};

function drawing(): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="88mm" height="44mm" viewBox="0 0 10 5" role="img">\n' +
    '<title>a drawing</title>\n<metadata>where it comes from</metadata>\n' +
    '<g role="graphics-symbol" aria-roledescription="circle" aria-label="x: 1"><clipPath id="clip0"><rect width="9"' +
    ' height="4"/></clipPath><circle clip-path="url(#clip0)" cx="3" cy="2" r="1"/><text>words</text></g></svg>\n'
  );
}
