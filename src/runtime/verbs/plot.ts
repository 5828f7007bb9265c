import { extname } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { addPngText } from '../../archive/writers/index.js';
import type { OutputFormat } from '../../planner/contract.js';
import type { PlotSubject } from '../../planner/plan.js';
import {
  figureBytes,
  figureSvg,
  withFooter,
  type Figure,
  type FigureFormat,
} from '../../render/figure/index.js';
import { verb, type Context } from '../context.js';
import { scriptFile } from '../paths.js';
import { plotKindNamed, plotKinds } from '../plots/index.js';
import type { PlotArguments } from '../plots/plot-kind.js';
import { pdfProperties, provenanceJson, provenanceTexts } from '../provenance.js';
import { expectKind } from '../values.js';
import { contract, looking } from './contract.js';

interface Arguments extends Omit<PlotArguments, 'fields'> {
  readonly figure: PlotSubject;
  readonly to?: string;
}

const format = (extension: FigureFormat, title: string): OutputFormat => ({
  extension,
  title,
  accepts: ['latents', 'patches', 'matches', 'table'],
  availability: 'available',
});

const FORMATS = [
  format('.svg', 'vector figure'),
  format('.pdf', 'vector figure for papers'),
  format('.png', 'figure of 300 dots per inch'),
];

export const plot = verb<Arguments>(
  contract({
    name: 'plot',
    summary: 'draws a figure for a paper and passes the value on',
    description:
      'The word after `plot` says which figure. With `to` it is written to a file, as vectors with real text (`.svg`, ' +
      '`.pdf`) or as pixels (`.png`, 300 to the inch), in the width of a column (88 mm) or of a page (180 mm), with its ' +
      'provenance inside; without, it is drawn in the terminal. Magnetograms are grey from −1000 to +1000 G. The value ' +
      'goes on unchanged.\n\n' +
      '| figure | of | shows | parameters |\n| --- | --- | --- | --- |\n' +
      plotKinds.map(rowOf).join('\n'),
    group: 'look',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['chart', 'graph', 'figure'],
    arguments: [
      {
        name: 'figure',
        form: 'leading',
        type: { kind: 'figure', kinds: plotKinds },
        summary: 'the kind of figure, and the parameters or metadata that it shows',
        placeholder: '<figure> <parameter>, …',
        required: true,
      },
      {
        name: 'by',
        form: 'named',
        type: { kind: 'field' },
        summary: 'what the horizontal axis of `residual`, or the colour of `scatter`, is',
        placeholder: '<parameter>',
      },
      {
        name: 'beside',
        form: 'named',
        type: { kind: 'pipeline', of: 'latents' },
        summary: 'other latents, drawn in a row of their own under `strip`',
        placeholder: '(<pipeline>)',
      },
      {
        name: 'to',
        form: 'named',
        type: { kind: 'output-file', formats: FORMATS },
        summary: 'the file to write',
        placeholder: '"<file>"',
      },
    ],
    needs: (given, input) => {
      const { kind, fields } = given.figure as PlotSubject;
      const more = plotKindNamed(kind).needs?.(fields.map(({ field }) => field)) ?? [];
      return [...looking(input), ...more];
    },
    examples: plotKinds.map(({ example }) => example),
  }),
  async (input, { figure: { kind, fields }, to, ...given }, context, step) => {
    const value = expectKind(input, ['latents', 'patches', 'matches', 'table'], step);
    const bare = await plotKindNamed(kind).draw(value, { fields, ...given }, context);
    // Asked for after the drawing: what has rendered the pictures is known only then.
    const { giq, world } = await context.provenance();
    const origin = `giq ${giq}, world ${world.name}${world.simulated ? ' (simulated observations)' : ''}`;
    const figure = withFooter(bare, origin);
    const svg = await figureSvg(figure, [provenanceJson(await context.provenance())]);
    const { statement } = context;
    context.emit({ type: 'figure', statement, kind, title: figure.title, svg, ...(to && { file: to }) });
    if (to !== undefined) await write(figure, svg, to, context);
    return value;
  },
);

function rowOf({ name, accepts, summary, fields: { least, most } }: (typeof plotKinds)[number]): string {
  const count = most === 0 ? 'none' : least === most ? String(least) : `${least} to ${most}`;
  return `| \`${name}\` | ${accepts.join(', ')} | ${summary} | ${count} |`;
}

async function write(figure: Figure, svg: string, file: string, context: Context): Promise<void> {
  const all = await context.provenance();
  const extension = extname(file).toLowerCase() as FigureFormat;
  const drawn = await figureBytes(figure, svg, extension, pdfProperties(all, figure.title));
  const texts = { Title: figure.title, ...provenanceTexts(all) };
  const bytes = extension === '.png' ? addPngText(drawn, texts) : drawn;
  await writeAtomically(await scriptFile(file, 'write', context), bytes);
  context.emit({ type: 'saved', path: file, bytes: bytes.length });
}
