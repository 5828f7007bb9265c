import { diagnose, GiqError } from '../../diagnostics/diagnostic.js';
import { delayBefore, readRetryAfter } from './backoff.js';
import type { Connection } from './connection.js';
import { HttpRefusal, Trouble } from './trouble.js';

/** The head of an answer and its body, piece by piece. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Makes one request and hands the answer over; gives up after a while of silence, however long the whole takes.
 *
 * @throws Trouble for what another attempt may mend, HttpRefusal for what it will not
 */
export async function request<T>(
  url: URL,
  headers: Readonly<Record<string, string>>,
  connection: Connection,
  use: (answer: Answer) => Promise<T>,
): Promise<T> {
  const silence = new Silence(connection.manners.silence);
  const signal = AbortSignal.any([connection.signal, silence.signal]);
  try {
    const response = await connection.outside.fetch(url, {
      headers: { 'user-agent': connection.agent, ...headers },
      signal,
    });
    silence.broken();
    checkStatus(response, connection.outside.now());
    return await use({ status: response.status, headers: response.headers, body: bodyOf(response, silence) });
  } catch (error) {
    throw connection.signal.aborted ? cancelled() : inWords(error, silence);
  } finally {
    silence.end();
  }
}

/** Works until it succeeds, with growing delays; the last trouble is thrown. */
export async function retrying<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const { manners, outside, signal } = connection;
  for (let failed = 1; ; failed++) {
    if (signal.aborted) throw cancelled();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Trouble) || failed >= manners.attempts) throw error;
      const delay = delayBefore(failed, manners, outside.random(), error.retryAfter);
      await pause(delay, connection);
    }
  }
}

/** Sleeps; throws `cancelled` when the run is. */
export async function pause(milliseconds: number, { outside, signal }: Connection): Promise<void> {
  await outside.sleep(milliseconds, signal).catch((error: unknown) => {
    throw signal.aborted ? cancelled() : error;
  });
}

function cancelled(): GiqError {
  return new GiqError(diagnose('cancelled', {}));
}

const BUSY = new Set([408, 425, 429]);

function checkStatus({ status, headers, body }: Response, now: number): void {
  if (status < 400 || status === 416) return;
  void body?.cancel().catch(() => undefined);
  if (status < 500 && !BUSY.has(status)) throw new HttpRefusal(status);
  const retryAfter = readRetryAfter(headers.get('retry-after'), now);
  throw new Trouble('busy', `the site answers with status ${status}`, retryAfter);
}

async function* bodyOf({ body }: Response, silence: Silence): AsyncGenerator<Uint8Array> {
  if (!body) return;
  for await (const chunk of body) {
    silence.broken();
    yield chunk as Uint8Array;
  }
}

/** Node's fetch hides what happened in the cause of its errors. */
function inWords(error: unknown, silence: Silence): unknown {
  if (silence.signal.aborted) return new Trouble('network', 'the site is silent');
  if (!(error instanceof TypeError)) return error;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return new Trouble('network', REASONS[cause?.code ?? ''] ?? cause?.message ?? error.message);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known; there might be no network',
  EAI_AGAIN: 'names cannot be looked up; there might be no network',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'the site is silent',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is cut short',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
};

/** Raises its signal when nothing is heard for a while. */
class Silence {
  readonly #controller = new AbortController();
  readonly #limit: number;
  #timer: NodeJS.Timeout;

  constructor(limit: number) {
    this.#limit = limit;
    this.#timer = setTimeout(() => this.#controller.abort(), limit);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), this.#limit);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
