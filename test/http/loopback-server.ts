import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer extends AsyncDisposable {
  /** `127.0.0.1:49152` */
  readonly host: string;
  readonly url: string;
}

/** Starts a real HTTP server on this machine; dispose of it with `await using`. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  address: '127.0.0.1' | '::1' = '127.0.0.1',
): Promise<LoopbackServer> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const { port } = server.address() as AddressInfo; // listens on TCP, so this is no pipe
  const host = address === '::1' ? `[::1]:${port}` : `${address}:${port}`;
  return {
    host,
    url: `http://${host}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
