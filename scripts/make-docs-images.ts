/** Runs the scripts of docs/images and halves their pictures, whose text chunks stay: pages load faster. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { addPngText } from '../src/archive/writers/index.js';
import { createSession } from '../src/runtime/session.js';
import { halved } from './small-pictures.js';

const FOLDER = 'docs/images';
const WIDE = 'out/docs.png';

for (const name of (await readdir(FOLDER)).filter((file) => file.endsWith('.giq'))) {
  const script = await readFile(`${FOLDER}/${name}`, 'utf8');
  const target = `${FOLDER}/${name.replace('.giq', '.png')}`;
  const session = createSession();
  for await (const event of session.run(script.replace(target, WIDE))) {
    if (event.type === 'diagnostic') throw new Error(`${name}: ${event.diagnostic.message}`);
  }
  const { giq, random, engine, world } = await session.provenance(script);
  const origin = [`giq ${giq}, world ${world.name} ${world.hash}, ${random}, ${engine}`, script].join('\n');
  await writeAtomically(target, addPngText(halved(await readFile(WIDE)), { giq: origin }));
  console.log(target);
}
await rm(WIDE, { force: true });
