import { createServer, connect, Socket } from 'node:net';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { keepToLoopback } from '../../sandbox/embedded/keep-to-loopback.ts';

/** A connection as Node announces it, with addresses of our choice. */
function announced(localPort: number, remoteAddress: string): Socket {
  const socket = new Socket();
  Object.defineProperties(socket, {
    localPort: { value: localPort },
    remoteAddress: { value: remoteAddress },
  });
  channel('net.server.socket').publish({ socket });
  return socket;
}

test.each([
  ['127.0.0.1', false],
  ['::ffff:127.0.0.1', false],
  ['::1', false],
  ['192.0.2.7', true],
  ['2001:db8::1', true],
  ['127.0.0.1.example', true],
])('a connection from %s is cut: %s', (address, cut) => {
  const end = keepToLoopback(4706);
  expect(announced(4706, address).destroyed).toBe(cut);
  end();
});

test('connections to other ports, and all once it has ended, are none of its business', () => {
  const end = keepToLoopback(4706);
  expect(announced(4707, '192.0.2.7').destroyed).toBe(false);
  end();
  expect(announced(4706, '192.0.2.7').destroyed).toBe(false);
});

test('Node announces real connections on that channel, so a caller of this machine gets through', async () => {
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const seen: unknown[] = [];
  channel('net.server.socket').subscribe((message) => seen.push(message));
  const end = keepToLoopback(port);
  const [text] = await once(connect(port, '127.0.0.1').setEncoding('utf8'), 'data');
  expect([text, seen.length > 0]).toEqual(['hello', true]);
  end();
  server.close();
});
