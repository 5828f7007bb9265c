import { basename } from 'node:path';
import type { Connection } from './connection.js';
import { request, retrying, type Answer } from './http.js';
import { appendPart, beginPart, dropPart, findPart, finishPart, readPart, type Part } from './part-file.js';
import { Trouble } from './trouble.js';
import { checkWhole } from './whole-fits.js';

/**
 * Downloads a FITS file. A part that an earlier attempt or run has left is gone on with where the site can do that, and
 * begun anew otherwise. The file appears under its name when all its bytes are there and make a whole FITS file.
 *
 * @throws Trouble when patience is at its end, HttpRefusal when the site has no such file
 */
export function download(url: URL, target: string, connection: Connection): Promise<void> {
  return retrying(connection, async () => {
    const part = await findPart(target, url.href);
    await request(url, headersFor(part), connection, (answer) => receive(answer, part, url, target));
    await verify(target);
    await finishPart(target);
  });
}

function headersFor(part: Part | undefined): Record<string, string> {
  const range = part && { range: `bytes=${part.bytes}-`, 'if-range': part.validator };
  return { 'accept-encoding': 'identity', ...range };
}

async function receive(answer: Answer, part: Part | undefined, url: URL, target: string): Promise<void> {
  if (answer.status === 416) return restart(target, 'the site does not go on with the file');
  const goesOn = answer.status === 206;
  if (goesOn && startOf(answer.headers) !== part?.bytes)
    return restart(target, 'the site goes on at another place');
  if (!goesOn) await beginPart(target, url.href, validatorOf(answer.headers));
  await appendPart(target, counted(answer));
}

async function restart(target: string, reason: string): Promise<never> {
  await dropPart(target);
  throw new Trouble('file', reason);
}

function startOf(headers: Headers): number {
  return Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? NaN);
}

/** A weak ETag promises no equal bytes, so it is of no use here. */
function validatorOf(headers: Headers): string | null {
  const tag = headers.get('etag');
  return tag !== null && !tag.startsWith('W/') ? tag : headers.get('last-modified');
}

/** The body; throws when it ends before the announced number of bytes. */
async function* counted({ headers, body }: Answer): AsyncGenerator<Uint8Array> {
  const announced = Number(headers.get('content-length') ?? NaN);
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    yield chunk;
  }
  if (received < announced)
    throw new Trouble('network', `the file ends after ${received} of ${announced} bytes`);
}

/** A part that is complete and wrong is thrown away. */
async function verify(target: string): Promise<void> {
  try {
    checkWhole(await readPart(target), basename(target));
  } catch (error) {
    await dropPart(target);
    throw error;
  }
}
