import { GiqError } from '../../diagnostics/diagnostic.js';
import { surveyEngines } from '../../models/engines/survey.js';
import { openWorld } from '../../models/world.js';
import { formatNumber, renderTable } from '../../render/index.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { versionText } from '../../runtime/version.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** `giq doctor`: what is here, what is not and why, and how fast it is. */
export async function doctor(name: string | undefined, terminal: Terminal): Promise<number> {
  const { out, columns, colours } = terminal;
  const world = await openWorld(name ?? DEFAULT_WORLD);
  out(`${versionText()}\n\n`);
  const { network, weights } = await world.network('generator');
  const reports = await surveyEngines(network, weights);
  const rows = reports.map(({ name: engine, title, reason, remark, millisecondsPerItem }) => [
    engine,
    title,
    reason === undefined ? ['works', remark].filter(Boolean).join(' ') : `not here: ${reason}`,
    millisecondsPerItem === undefined ? '' : Number(formatNumber(millisecondsPerItem)),
  ]);
  const table = {
    columns: [{ name: 'engine' }, { name: 'what' }, { name: 'state' }, { name: 'a patch', unit: 'ms' }],
    rows,
  };
  const plain = colours === 'none';
  out(renderTable(table, { columns: plain ? Infinity : columns, colour: colours, plain }) + '\n\n');
  out(`search index hnswlib-node: ${await hnswState(world)}\n`);
  const damaged = (await world.verify()).filter(({ state }) => state !== 'whole');
  out(
    `world ${world.name}: ${damaged.length === 0 ? 'whole' : damaged.map(({ file, state }) => `${file} ${state}`).join(', ')}\n`,
  );
  return damaged.length === 0 && reports.some(({ reason }) => reason === undefined) ? EXIT.ok : EXIT.runtime;
}

async function hnswState(world: Awaited<ReturnType<typeof openWorld>>): Promise<string> {
  try {
    const { size } = await world.index('hnsw');
    return `works, ${size} observations`;
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    return `not here: ${error.message}`;
  }
}
