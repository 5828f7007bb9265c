/** A site of JSOC's kind on this machine, with faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { list, seriesList, seriesStructure, summary } from './answers.js';
import { fileOf, fitsOf, pathOf, select, type Observation } from './observatory.js';

/** What can go wrong with one request. */
export const FAULTS = [
  ...['busy', 'limit', 'silence', 'stall', 'reset', 'cut', 'half-close', 'moved'],
  ...['short', 'page', 'damage', 'overlong'],
] as const;
export type Fault = (typeof FAULTS)[number];

/** What the site answers to one look at an export. */
export type ExportStep = Readonly<Record<string, unknown>> & { readonly status: number };

export interface SiteOptions {
  readonly observations: readonly Observation[];
  /** The fault of a request, by its number from 0 and its path. */
  readonly fault?: (number: number, path: string) => Fault | undefined;
  /** Whether files can be asked for from some byte on. */
  readonly ranges?: boolean;
  /** The states of every export, one a look; done after the last. */
  readonly exportSteps?: readonly ExportStep[];
  /** The most records of one export. */
  readonly mostExported?: number;
  readonly hasExport?: boolean;
  /** Paths that are not there any more. */
  readonly gone?: ReadonlySet<string>;
  /** Called when a request comes in. */
  readonly onRequest?: (number: number, path: string) => void;
}

export interface Asked {
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly agent: string;
  readonly range?: string;
  /** Bytes of body that were sent. */
  sent: number;
}

export interface SiteServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

const BASE = '/cgi-bin/ajax/';

export async function startSite(options: SiteOptions): Promise<SiteServer> {
  const asked: Asked[] = [];
  const exports = new Exports(options);
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://site');
    const { range, 'user-agent': agent = '' } = request.headers;
    const note: Asked = { path: url.pathname, parameters: url.searchParams, agent, range, sent: 0 };
    const number = asked.push(note) - 1;
    options.onRequest?.(number, url.pathname);
    const fault = options.fault?.(number, url.pathname);
    respond(contentOf(url, options, exports), {
      request,
      response,
      fault,
      note,
      ranges: options.ranges ?? true,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${BASE}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What would be sent if nothing went wrong; undefined where there is nothing. */
function contentOf(url: URL, options: SiteOptions, exports: Exports): Uint8Array | undefined {
  const { pathname, searchParams } = url;
  const json = (value: object | undefined) => value && Buffer.from(JSON.stringify(value), 'latin1');
  if (pathname === `${BASE}jsoc_info`) return json(information(searchParams, options.observations));
  if (pathname === `${BASE}show_series`) return json(seriesList());
  if (pathname === `${BASE}jsoc_fetch`) return json(exports.answer(searchParams));
  if (pathname === `${BASE}checkAddress.sh`) return json(addressState(searchParams.get('address')!));
  return options.gone?.has(pathname) ? undefined : fileAt(pathname, options.observations);
}

function information(parameters: URLSearchParams, all: readonly Observation[]): object {
  const query = parameters.get('ds')!;
  switch (parameters.get('op')) {
    case 'series_struct':
      return seriesStructure(query);
    case 'rs_summary':
      return summary(all, query);
    default:
      return list(all, parameters);
  }
}

function addressState(address: string): object {
  if (!address.includes('@')) return { status: -2, msg: 'not a valid address' };
  return address.startsWith('known') ? { status: 2, msg: 'registered' } : { status: 4, msg: 'unknown' };
}

function fileAt(path: string, all: readonly Observation[]): Uint8Array | undefined {
  const segment = /([A-Za-z]+)\.fits$/.exec(path)?.[1] ?? 'Br';
  const found = all.find(
    (each) => path === pathOf(each, segment) || path.endsWith(`/${fileOf(each, segment)}`),
  );
  return found && fitsOf(found, segment);
}

/** Requests for what is off line. */
class Exports {
  readonly #options: SiteOptions;
  readonly #requests: { query: string; looks: number }[] = [];

  constructor(options: SiteOptions) {
    this.#options = options;
  }

  answer(parameters: URLSearchParams): object | undefined {
    if (this.#options.hasExport === false) return undefined;
    if (parameters.get('op') === 'exp_request') return this.#begin(parameters.get('ds')!);
    const request = this.#requests[Number(parameters.get('requestid')!.replace('JSOC_', '')) - 1];
    const step = this.#options.exportSteps?.[request.looks++];
    return step ?? { status: 0, ...this.#filesOf(request.query) };
  }

  #begin(query: string): object {
    const found = select(this.#options.observations, query);
    if (!found) return { status: 4, error: 'Cant open RecordSet' };
    if (found.length > (this.#options.mostExported ?? Infinity))
      return { status: 3, error: 'Request exceeds max byte limit' };
    const number = this.#requests.push({ query, looks: 0 });
    return { status: 2, requestid: `JSOC_${number}`, count: found.length, wait: 1, method: 'url' };
  }

  #filesOf(query: string): object {
    const data = query.split(/,(?=hmi\.)/).flatMap((part) => {
      const segments = /\{(.*)\}$/.exec(part)![1].split(',');
      const [observation] = select(this.#options.observations, part)!;
      return segments.map((segment) => ({
        record: part.replace(/\{.*/, `{${segment}}`),
        filename: fileOf(observation, segment),
      }));
    });
    return { dir: '/SUM1/D9/S00000', data };
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
  readonly note: Asked;
  readonly ranges: boolean;
}

function respond(content: Uint8Array | undefined, exchange: Exchange): void {
  const { request, response, fault, note, ranges } = exchange;
  if (fault === 'silence') return;
  if (fault === 'reset') return void request.socket.destroy();
  if (fault === 'busy') return void response.writeHead(503, { 'retry-after': '7' }).end('busy');
  if (fault === 'limit') return void response.writeHead(429, { 'retry-after': '9' }).end('too many requests');
  if (fault === 'moved') {
    const location = `${request.url!}${request.url!.includes('?') ? '&' : '?'}moved=1`;
    return void response.writeHead(302, { location }).end();
  }
  if (fault === 'page') return void response.writeHead(200).end('<!DOCTYPE html><html>Maintenance</html>');
  if (!content) return void response.writeHead(404).end('<html>Not Found</html>');
  const tag = `"${content.length}"`;
  const isSame = request.headers['if-range'] === tag;
  const start = ranges && isSame ? Number(/^bytes=(\d+)-$/.exec(note.range ?? '')?.[1] ?? 0) : 0;
  const body = spoiled(content.subarray(start), fault);
  const isBroken = fault !== undefined && BROKEN.has(fault);
  const announced = isBroken ? 2 * body.length : body.length;
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': announced,
    etag: tag,
    ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  note.sent = body.length;
  if (!isBroken) return void response.end(body);
  response.write(body, () => setImmediate(() => breakOff(request, fault)));
}

/** Faults that announce a whole file and send a half of it. */
const BROKEN: ReadonlySet<string> = new Set<Fault>(['cut', 'stall', 'half-close']);

/** `cut` drops the connection, `half-close` only ends the server's side of it, `stall` says nothing more. */
function breakOff({ socket }: IncomingMessage, fault: Fault | undefined): void {
  if (fault === 'cut') socket.destroy();
  if (fault === 'half-close') socket.end();
}

/** `short` announces the half that it sends; `damage` changes one byte near the end. */
function spoiled(content: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault !== undefined && (fault === 'short' || BROKEN.has(fault)))
    return content.subarray(0, content.length >> 1);
  if (fault === 'overlong') return Buffer.concat([content, Buffer.alloc(3000, 'x')]);
  if (fault !== 'damage') return content;
  const copy = Uint8Array.from(content);
  const middle = Math.floor(copy.length / 2);
  // A control character is no JSON, wherever it stands.
  copy[middle] = copy[0] === '{'.charCodeAt(0) ? 1 : copy[middle] ^ 0x15;
  return copy;
}
