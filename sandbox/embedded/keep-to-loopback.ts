import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

const channel = 'net.server.socket';

const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);

/**
 * Cuts every connection to a port of this process that comes from another machine, before a byte of it is read.
 * For a server that listens on all addresses and cannot be told otherwise. Returns a function that ends it.
 */
export function keepToLoopback(port: number): () => void {
  const cutStrangers = (message: unknown): void => {
    const { socket } = Object(message) as { socket?: unknown }; // whatever is published there
    if (!(socket instanceof Socket) || socket.localPort !== port) return;
    if (!isLoopback(socket.remoteAddress ?? '')) socket.destroy();
  };
  subscribe(channel, cutStrangers);
  return () => void unsubscribe(channel, cutStrangers);
}
