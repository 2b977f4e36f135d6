import { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

/** How the servers of the sandbox listen, and how they and their users call somebody. */
export interface Net {
  readonly serve: (options: LoopbackOptions) => Promise<LoopbackServer>;
  readonly fetch: (address: string | URL, init?: RequestInit) => Promise<Response>;
}

/** Sockets on 127.0.0.1. */
export const loopbackNet: Net = {
  serve: startLoopbackServer,
  fetch: (address, init) => fetch(address, init),
};
