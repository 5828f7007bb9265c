/** PostgreSQL with pgvector in this process, spoken to over the wire by the ordinary client. */
import { createConnection, createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

export interface TestServer {
  readonly port: number;
  readonly db: PGlite;
  stop(): Promise<void>;
}

export async function startServer(): Promise<TestServer> {
  const db = await PGlite.create({ extensions: { vector } });
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 8 });
  await server.start();
  const port = Number(server.getServerConn().split(':').at(-1));
  return {
    port,
    db,
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}

export interface Proxy {
  readonly port: number;
  /** Breaks every connection there is. */
  cut(): void;
  /** Lets nothing through any more. */
  freeze(): void;
  stop(): void;
}

/**
 * Stands between client and server, so that connections can be broken.
 *
 * @param own its own port; any that is free unless given
 */
export async function startProxy(port: number, own = 0): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = createConnection({ port, host: '127.0.0.1' });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(own, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('a port is wanted');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const freeze = () => sockets.forEach((socket) => socket.unpipe());
  return { port: address.port, cut, freeze, stop: () => (cut(), proxy.close()) };
}

/** A server that refuses every login, as PostgreSQL does. */
export async function startRefusing(): Promise<Proxy> {
  const fields = ['SFATAL', 'C28P01', 'Mpassword authentication failed for user "reader"'];
  const body = Buffer.from(fields.map((field) => `${field}\0`).join('') + '\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, body])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a port is wanted');
  return { port: address.port, cut: () => {}, freeze: () => {}, stop: () => server.close() };
}
