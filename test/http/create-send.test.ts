import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createSend, type SendOptions } from '../../lib/http/create-send.ts';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import type { HttpResponse } from '../../lib/http/http-response.ts';
import { readAll, startServer } from './loopback-server.ts';

const sendTo = (host: string, more: Partial<SendOptions> = {}) =>
  createSend({
    timeoutMs: 2_000,
    maxBodyBytes: 10_000,
    allowedHosts: [host],
    insecureLoopback: true,
    ...more,
  });

async function failureOf(call: Promise<HttpResponse>): Promise<HttpFailure> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof HttpFailure) return outcome;
  throw new Error(`no HttpFailure but ${JSON.stringify(outcome)}`);
}

describe('what is sent and read', () => {
  test('the bytes of a body leave unchanged, with their exact length and the headers as given', async () => {
    let seen: { length: string | undefined; body: string; rawNames: string[] } | undefined;
    await using server = await startServer(async (request, response) => {
      const body = await readAll(request);
      const { 'content-length': length } = request.headers;
      seen = {
        length,
        body: body.toString('hex'),
        rawNames: request.rawHeaders.filter((_, i) => i % 2 === 0),
      };
      response.writeHead(201, { 'X-Request-ID': 'r-1', 'Set-Cookie': ['a=1', 'b=2'] }).end('créé');
    });
    const body = Buffer.from('{"naam":"Café €"}\r\n');
    const answer = await sendTo(server.host)({
      method: 'POST',
      url: `${server.url}/x`,
      headers: { apiKey: 'k' },
      body,
    });
    expect(seen?.length).toBe(String(body.length));
    expect(seen?.body).toBe(body.toString('hex'));
    expect(seen?.rawNames).toContain('apiKey');
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ 'x-request-id': 'r-1', 'set-cookie': 'a=1, b=2' });
    expect(answer.body.toString()).toBe('créé');
  });

  test('an error page in HTML is an answer like any other', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(503, { 'Content-Type': 'text/html' }).end('<html>away</html>');
    });
    const answer = await sendTo(server.host)({ method: 'GET', url: server.url });
    expect([answer.status, answer.body.toString()]).toEqual([503, '<html>away</html>']);
  });

  test('a redirect is handed back and never followed', async () => {
    let calls = 0;
    await using server = await startServer((_, response) => {
      calls += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const answer = await sendTo(server.host)({ method: 'GET', url: server.url });
    expect([answer.status, answer.headers['location'], calls]).toEqual([302, '/elsewhere', 1]);
  });

  test('a second request uses the connection of the first', async () => {
    const sockets = new Set<Socket>();
    await using server = await startServer((request, response) => {
      sockets.add(request.socket);
      response.end('ok');
    });
    const send = sendTo(server.host);
    await send({ method: 'GET', url: server.url });
    await send({ method: 'GET', url: server.url });
    expect(sockets.size).toBe(1);
  });
});

describe('answers that do not come', () => {
  test('a refused connection is certain not to have sent anything', async () => {
    const server = await startServer(() => {});
    await server[Symbol.asyncDispose]();
    const failure = await failureOf(sendTo(server.host)({ method: 'POST', url: server.url }));
    expect([failure.reason, failure.sent]).toEqual(['connection', 'no']);
  });

  test('an unknown host is certain not to have sent anything', async () => {
    const send = sendTo('no-such-host.invalid');
    const failure = await failureOf(send({ method: 'GET', url: 'https://no-such-host.invalid/' }));
    expect([failure.reason, failure.sent]).toEqual(['connection', 'no']);
  });

  test('a failed TLS handshake is certain not to have sent anything', async () => {
    await using server = await startServer(() => {});
    const failure = await failureOf(sendTo(server.host)({ method: 'GET', url: `https://${server.host}/` }));
    expect([failure.reason, failure.sent]).toEqual(['connection', 'no']);
  });

  test('an answer lost after the other side did its work leaves the outcome open', async () => {
    let stored = '';
    await using server = await startServer(async (request) => {
      stored = (await readAll(request)).toString();
      request.socket.destroy();
    });
    const send = sendTo(server.host);
    const failure = await failureOf(send({ method: 'POST', url: server.url, body: Buffer.from('pay') }));
    expect([failure.reason, failure.sent, stored]).toEqual(['connection', 'maybe', 'pay']);
  });

  test('silence ends at the time limit and leaves the outcome open', async () => {
    await using server = await startServer(() => {});
    const send = sendTo(server.host, { timeoutMs: 80 });
    const failure = await failureOf(send({ method: 'POST', url: server.url, body: Buffer.from('pay') }));
    expect([failure.reason, failure.sent]).toEqual(['timeout', 'maybe']);
  });

  test('the time limit covers a body that trickles in', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const send = sendTo(server.host, { timeoutMs: 120 });
    const failure = await failureOf(send({ method: 'GET', url: server.url }));
    expect([failure.reason, failure.sent]).toEqual(['timeout', 'maybe']);
  });

  test('a body that breaks off is no answer', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.socket?.destroy());
    });
    const failure = await failureOf(sendTo(server.host)({ method: 'GET', url: server.url }));
    expect([failure.reason, failure.sent]).toEqual(['connection', 'maybe']);
  });

  test('a body above the limit is cut off, one at the limit is read', async () => {
    await using server = await startServer((request, response) => {
      response.end('x'.repeat(request.url === '/at' ? 1_000 : 1_001));
    });
    const send = sendTo(server.host, { maxBodyBytes: 1_000 });
    expect((await send({ method: 'GET', url: `${server.url}/at` })).body).toHaveLength(1_000);
    const failure = await failureOf(send({ method: 'GET', url: `${server.url}/above` }));
    expect([failure.reason, failure.sent]).toEqual(['too-large', 'maybe']);
  });

  // The server hangs up on its second request per connection, as one does on a connection that slept too long.
  const hangingUp = () => {
    const served = new WeakSet<Socket>();
    return startServer((request, response) => {
      if (served.has(request.socket)) request.socket.destroy();
      else response.end('ok');
      served.add(request.socket);
    });
  };

  test('a read on a connection that went stale while asleep is asked again on a new one', async () => {
    await using server = await hangingUp();
    const send = sendTo(server.host);
    await send({ method: 'GET', url: server.url });
    expect((await send({ method: 'GET', url: server.url })).status).toBe(200);
  });

  test('a write on a stale connection is never repeated behind the back of its caller', async () => {
    await using server = await hangingUp();
    const send = sendTo(server.host);
    await send({ method: 'GET', url: server.url });
    const failure = await failureOf(send({ method: 'POST', url: server.url, body: Buffer.from('pay') }));
    expect([failure.reason, failure.sent]).toEqual(['connection', 'maybe']);
  });
});

describe('addresses that are not allowed', () => {
  test.each([
    ['another host', 'https://evil.example/'],
    ['plain http to an allowed host', 'http://api.bank.example/'],
    ['another port', 'https://api.bank.example:8443/'],
    ['an allowed host as user name', 'https://api.bank.example@evil.example/'],
    ['a password before an allowed host', 'https://user:secret@api.bank.example/'],
    ['a backslash trick', 'https://evil.example\\@api.bank.example/'],
    ['a subdomain', 'https://api.bank.example.evil.example/'],
    ['a trailing dot', 'https://api.bank.example./'],
    ['another scheme', 'file:///etc/passwd'],
    ['no URL at all', 'api.bank.example'],
    ['the metadata address of a cloud', 'http://169.254.169.254/latest/meta-data/'],
    ['loopback that is not in the list', 'http://127.0.0.1:9/'],
    ['an IPv4 loopback inside IPv6', 'http://[::ffff:127.0.0.1]:9/'],
  ])('%s is refused before anything leaves', async (_, url) => {
    const failure = await failureOf(sendTo('api.bank.example')({ method: 'GET', url }));
    expect([failure.reason, failure.sent]).toEqual(['forbidden-host', 'no']);
    expect(failure.message).not.toContain('secret');
  });

  test('http to loopback is refused unless it was switched on', async () => {
    await using server = await startServer((_, response) => response.end('ok'));
    const send = sendTo(server.host, { insecureLoopback: false });
    expect((await failureOf(send({ method: 'GET', url: server.url }))).reason).toBe('forbidden-host');
  });

  test('http to an address of the local network is refused even when it is listed', async () => {
    const failure = await failureOf(sendTo('10.0.0.1')({ method: 'GET', url: 'http://10.0.0.1/' }));
    expect(failure.reason).toBe('forbidden-host');
  });

  test.each(['0x7f.1', '2130706433', '127.1'])('the spelling %s of loopback is known', async (spelling) => {
    await using server = await startServer((_, response) => response.end('ok'));
    const url = server.url.replace('127.0.0.1', spelling);
    expect((await sendTo(server.host)({ method: 'GET', url })).status).toBe(200);
  });

  test('IPv6 loopback works in its long spelling too', async (context) => {
    const server = await startServer((_, response) => response.end('ok'), '::1').catch(() => undefined);
    if (server === undefined) {
      context.skip('this machine has no IPv6');
      return;
    }
    await using _ = server;
    const url = server.url.replace('::1', '0:0:0:0:0:0:0:1');
    expect((await sendTo(server.host)({ method: 'GET', url })).status).toBe(200);
  });
});
