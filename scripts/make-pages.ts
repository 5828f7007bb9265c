/**
 * Runs the giq blocks of the tour and of the cookbook, and writes what comes out into the page: a block of `text` that
 * follows a script is replaced by its output, and a picture that follows is made from what the script has drawn or saved.
 */
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { addPngText } from '../src/archive/writers/index.js';
import { textWriter } from '../src/cli/output/text.js';
import type { Terminal } from '../src/cli/terminal.js';
import { provenanceLines } from '../src/runtime/provenance.js';
import { createSession, type Session } from '../src/runtime/session.js';
import { halved, posterised, smallPng } from './small-pictures.js';

const PAGES = process.argv.length > 2 ? process.argv.slice(2) : ['docs/tour.md', 'docs/cookbook.md'];
/** A script, and what of it stands below: an output, a picture, or both. */
const BLOCK =
  /```giq\n(?<script>[\s\S]*?)```\n(?<picture>\n!\[.*\]\((?<path>images\/.*)\)\n)?(?<output>\n```text\n[\s\S]*?```\n)?/g;
/** Of a picture, in bytes, where 96 dots an inch allow it. */
const LARGEST = 100_000;

const plain: Terminal = {
  out: () => {},
  narrate: () => {},
  columns: 100,
  colours: 'none',
  live: false,
  input: 'none',
  directory: '.',
  readStdin: () => Promise.resolve(''),
};

/** What a script wrote, and the last picture it made. */
interface Made {
  readonly text: string;
  readonly picture?: () => Promise<Uint8Array>;
}

for (const page of PAGES) await makePage(page);

async function makePage(page: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'giq-pages-'));
  await symlink(resolve('examples'), join(directory, 'examples'));
  const session = createSession({ directory });
  let text = (await readFile(page, 'utf8')).replaceAll('\r\n', '\n');
  for (const { 0: block, groups } of [...text.matchAll(BLOCK)]) {
    const started = Date.now();
    const made = await run(session, directory, groups!['script']);
    if (groups!['path']) await savePicture(join('docs', groups!['path']), made, session, groups!['script']);
    if (groups!['output'])
      text = text.replace(block, () =>
        block.replace(groups!['output'], () => `\n\`\`\`text\n${made.text}\`\`\`\n`),
      );
    console.log(`${((Date.now() - started) / 1000).toFixed(1)} s  ${groups!['script'].split('\n')[0]}`);
  }
  await session.dispose();
  await rm(directory, { recursive: true });
  await writeAtomically(page, text);
}

async function run(session: Session, directory: string, script: string): Promise<Made> {
  const writer = textWriter(plain);
  let text = '';
  let picture: Made['picture'];
  for await (const event of session.run(script)) {
    if (event.type === 'diagnostic' && event.diagnostic.severity === 'error')
      throw new Error(`${script}\n${event.diagnostic.message}`);
    if (event.type === 'diagnostic') text += `${event.diagnostic.severity}: ${event.diagnostic.message}\n`;
    if (event.type === 'note') text += `${event.text}\n`;
    if (event.type === 'value') text += await writer.value(event);
    if (event.type === 'explanation') text += writer.explanation(event);
    if (event.type === 'figure') picture = () => smallPng(event.svg, LARGEST);
    if (event.type === 'saved' && event.path.endsWith('.png') && !picture)
      picture = async () => posterised(halved(await readFile(resolve(directory, event.path))));
  }
  return { text: text.trimEnd() + '\n', ...(picture && { picture }) };
}

async function savePicture(path: string, made: Made, session: Session, script: string): Promise<void> {
  if (!made.picture) throw new Error(`${script}\ndraws no picture for ${path}`);
  const provenance = provenanceLines(await session.provenance(script)).join('\n');
  await writeAtomically(path, addPngText(await made.picture(), { giq: provenance }));
}
