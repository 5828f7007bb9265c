import { fail } from '../../diagnostics/diagnostic.js';
import { writeAtomically, writeDescribed } from '../../archive/atomic-write.js';
import { verb, type Context } from '../context.js';
import { sidecarOf } from '../carriers/index.js';
import { formatOf } from '../formats/index.js';
import { expectKind, itemsOf } from '../values.js';
import { contract, looking } from './contract.js';
import { scriptFile } from '../paths.js';

async function sidecar(context: Context): Promise<string> {
  return JSON.stringify(await context.provenance(), null, 2) + '\n';
}

interface Arguments {
  readonly file: string;
}

export const save = verb<Arguments>(
  contract({
    name: 'save',
    summary: 'writes a value to a file and passes it on',
    description:
      'The ending chooses the format: `.png`, `.svg` and `.pdf` a labelled sheet of pictures; `.fits` their pixels in gauss ' +
      'with metadata and world coordinates, `.npy` the same pixels as an array, `.npz` also latents and every measured ' +
      'column; `.csv` and `.parquet` a table, `.json` everything, `.html` a report of the ' +
      'statement in one page, with the figures that `plot` has drawn before; `.gif` and `.apng` ' +
      'animate the frames of a sweep, forwards and back at 12 a second, with bars of what is measured: as many frames as ' +
      'the sweep has steps, so `steps 25` is smooth. The file appears whole or not at all; folders are made where they ' +
      'are missing. Every file says where it comes from: script, world, engine; beside `.csv` and `.npy`, which have no ' +
      'place for it, stands a `.provenance.json`. `giq run FILE` runs the script of a saved file again.',
    group: 'look',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['write', 'export', 'store', 'output'],
    arguments: [
      {
        name: 'file',
        form: 'leading',
        type: { kind: 'output-file' },
        summary: 'the file to write',
        placeholder: '"<file>"',
        required: true,
      },
    ],
    needs: (_given, input) => looking(input),
    examples: [
      { script: 'generate 6 seed 42 | save "out/six.png"', note: 'a sheet of pictures' },
      { script: 'generate 6 seed 42 | measure | save "out/six.csv"', note: 'a table' },
      { script: 'generate seed 42 | sweep TUF steps 9 | save "out/sweep.gif"', note: 'an animation' },
      { script: 'generate seed 42 | retrieve k=3 | save "out/like-42.html"', note: 'a report for a browser' },
    ],
  }),
  async (input, { file }, context, step) => {
    const value = expectKind(input, ['latents', 'patches', 'matches', 'table'], step);
    const format = formatOf(file);
    if (format.needsPictures && itemsOf(value).length === 0) fail('nothing-to-save', { file });
    const path = await scriptFile(file, 'write', context);
    const bytes = await format.encode(value, context);
    if (format.needsSidecar)
      await writeDescribed(path, bytes, { path: sidecarOf(path), text: await sidecar(context) });
    else await writeAtomically(path, bytes);
    context.emit({ type: 'saved', path: file, bytes: bytes.length });
    return value;
  },
);
