/** Writes examples/data: one simulated observation as FITS and as an 8-bit PNG, for scripts that load files. */
import { writeAtomically } from '../src/archive/atomic-write.js';
import { pngOf } from '../src/render/index.js';
import { patchesOf } from '../src/runtime/imaging.js';
import { itemsOf } from '../src/runtime/values.js';
import { createSession } from '../src/runtime/session.js';

const session = createSession();
for await (const event of session.run('observe "sim-0107-06" | save "examples/data/bipole.fits"')) {
  if (event.type === 'diagnostic') console.error(event.diagnostic.message);
  if (event.type !== 'value') continue;
  const [patch] = await patchesOf(itemsOf(event.value), event.context);
  await writeAtomically('examples/data/bipole.png', pngOf(patch, 'grey', 1));
}
