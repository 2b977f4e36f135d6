import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the test's own that is gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Stops a sandbox server when the test ends. */
export function stopAfterTest<Server extends { stop(): Promise<void> }>(server: Server): Server {
  onTestFinished(() => server.stop());
  return server;
}

export interface ReceivedWebhook {
  readonly path: string;
  readonly body: string;
  readonly signature: string | undefined;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What to answer: an HTTP status, or nothing at all. */
  answer: number | 'nothing';
  /** Resolves when the receiver has got its nth webhook. */
  got(count: number): Promise<void>;
}

/** The other end of a webhook, which answers 200 until it is told otherwise. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const waiters: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers['x-econnect-signature']?.toString();
      receiver.received.push({
        path: request.url ?? '',
        body: Buffer.concat(chunks).toString('utf8'),
        signature,
      });
      for (const waiter of waiters) if (receiver.received.length >= waiter.count) waiter.resolve();
      if (receiver.answer !== 'nothing') response.writeHead(receiver.answer).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}`,
    received: [],
    answer: 200,
    got: (count) =>
      new Promise((resolve) => {
        if (receiver.received.length >= count) resolve();
        else waiters.push({ count, resolve });
      }),
  };
  return receiver;
}

/** Asks a client-credentials token endpoint; answers the token. */
export async function fetchToken(url: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const { access_token: token } = (await response.json()) as { access_token?: string }; // checked on the next line
  if (token === undefined) throw new Error(`The token endpoint answered ${response.status}.`);
  return token;
}
