import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Clock, pause } from './clock.ts';
import type { FaultKind, Faults } from './faults.ts';

/** One call that reached a sandbox server. */
export interface LoggedRequest {
  readonly at: Date;
  /** Which server of the outside system: `api`, `identity`, `token`. */
  readonly server: string;
  readonly method: string;
  /** Path without the query, which may hold a code. */
  readonly path: string;
  /** null when the caller got no answer. */
  status: number | null;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`; production is https only, on one machine there is nobody to hide from. */
  readonly url: string;
  /** Cuts every connection and frees the port. */
  stop(): Promise<void>;
}

export interface LoopbackOptions {
  readonly name: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly app: { fetch(request: Request): Response | Promise<Response> };
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
}

/** Serves `app` on 127.0.0.1, logs each request and lets the scripted faults strike. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const listener = getRequestListener(
    (request, { incoming }) => answerLogged(request, options, () => void incoming.socket?.destroy()),
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await listen(server, options.port);
  const { port: actual } = server.address() as AddressInfo; // a TCP server that listens has one
  return { url: `http://127.0.0.1:${actual}`, stop: () => close(server) };
}

/** The answer of the app, or what a fault makes of it; `cut` breaks the connection and no answer comes. */
export function answerLogged(
  request: Request,
  { name, app, clock, faults, requests }: LoopbackOptions,
  cut: () => void,
): Promise<Response> {
  const method = request.method;
  const path = new URL(request.url).pathname;
  const logged: LoggedRequest = { at: clock.now(), server: name, method, path, status: null };
  requests.push(logged);
  return strike(faults.take(method, path), { answer: () => app.fetch(request), cut, clock, logged });
}

interface Struck {
  readonly answer: () => Response | Promise<Response>;
  readonly cut: () => void;
  readonly clock: Clock;
  readonly logged: LoggedRequest;
}

async function strike(
  fault: FaultKind | undefined,
  { answer, cut, clock, logged }: Struck,
): Promise<Response> {
  const said = (response: Response) => {
    logged.status = response.status;
    return response;
  };
  if (fault === undefined) return said(await answer());
  if ('status' in fault) return said(scripted(fault));
  if ('slowBodyMs' in fault) return said(await stalled(await answer(), fault.slowBodyMs, clock));
  if ('delayMs' in fault) {
    await pause(clock, fault.delayMs);
    return said(await answer());
  }
  if ('statusAfterWork' in fault) {
    await answer();
    return said(scripted({ status: fault.statusAfterWork, body: '<h1>The gateway timed out</h1>' }));
  }
  if ('loseAnswer' in fault) await answer();
  if (!('hang' in fault)) cut();
  return new Promise<never>(() => undefined);
}

function scripted({ status, body, headers = {} }: Extract<FaultKind, { status: number }>): Response {
  if (body === undefined) return new Response(null, { status, headers });
  if (typeof body === 'string') {
    return new Response(body, { status, headers: { 'Content-Type': 'text/html', ...headers } });
  }
  return Response.json(body, { status, headers });
}

/** The same answer, half of its body only after a stall. */
async function stalled(response: Response, stallMs: number, clock: Clock): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = Math.ceil(bytes.length / 2);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, half));
      await pause(clock, stallMs);
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
