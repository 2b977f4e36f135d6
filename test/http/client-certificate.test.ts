import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSend } from '../../lib/http/create-send.ts';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import {
  hasOpenssl,
  type TestAuthority,
  type TestCertificate,
  testAuthority,
} from '../psd2/test-certificates.ts';
import { startTlsServer } from './tls-server.ts';

/** OpenSSL's own server says in an alert why it refuses; that of Node hangs up instead. */
async function startOpenssl(authority: TestAuthority, own: TestCertificate, version: string) {
  authority.write('own.pem', own.cert);
  authority.write('own.key', own.key);
  const files = ['-cert', 'own.pem', '-key', 'own.key', '-CAfile', 'ca.pem'];
  const demands = ['-Verify', '1', '-verify_return_error', version];
  const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-www', ...files, ...demands], {
    cwd: authority.folder,
  });
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('ACCEPT')) break;
  }
  return {
    host: /ACCEPT (127\.0\.0\.1:\d+)/.exec(said)?.[1] ?? '',
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, 'close');
    },
  };
}

describe.skipIf(!hasOpenssl)('a server that demands a client certificate', () => {
  let authority: TestAuthority;
  let own: TestCertificate;
  let current: TestCertificate;
  let next: TestCertificate;

  beforeAll(() => {
    authority = testAuthority();
    own = authority.issue('bank');
    current = authority.issue('current');
    next = authority.issue('next');
  });
  afterAll(() => authority[Symbol.dispose]());

  const sendTo = (host: string, certificate: TestCertificate | undefined, ca = authority.ca) =>
    createSend({
      timeoutMs: 3000,
      maxBodyBytes: 1000,
      allowedHosts: [host],
      clientCertificate: certificate && { ...certificate, ca },
    });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'sees the one of each set, side by side (%s)',
    async (version) => {
      await using server = await startTlsServer({ ca: authority.ca, own }, version);
      const [before, after] = [sendTo(server.host, current), sendTo(server.host, next)];
      const ask = async (send: typeof before) =>
        (await send({ method: 'GET', url: `https://${server.host}/` })).body.toString();
      expect([await ask(before), await ask(after), await ask(before)]).toEqual([
        'current',
        'next',
        'current',
      ]);
    },
  );

  test('sees it also when a connection that went stale is opened anew', async () => {
    await using server = await startTlsServer({ ca: authority.ca, own }, 'TLSv1.3');
    const send = sendTo(server.host, current);
    const request = { method: 'GET', url: `https://${server.host}/` } as const;
    expect((await send(request)).body.toString()).toBe('current');
    server.hangUp();
    expect((await send(request)).body.toString()).toBe('current');
  });

  test.each(['-tls1_2', '-tls1_3'])(
    'that refuses ours is told apart from one that is away (%s)',
    async (version) => {
      using others = testAuthority(['CN=Other CA']);
      await using server = await startOpenssl(authority, own, version);
      const send = sendTo(server.host, others.issue('stranger'));
      const request = { method: 'POST', url: `https://${server.host}/`, body: Buffer.from('{}') } as const;
      const failure = await send(request).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(HttpFailure);
      expect(failure).toMatchObject({ reason: 'certificate', sent: 'no' });
    },
  );

  test('is itself held to the authority that is configured', async () => {
    await using server = await startTlsServer({ ca: authority.ca, own }, 'TLSv1.3');
    using others = testAuthority(['CN=Other CA']);
    const send = sendTo(server.host, current, others.ca);
    await expect(send({ method: 'GET', url: `https://${server.host}/` })).rejects.toMatchObject({
      reason: 'connection',
      sent: 'no',
    });
    expect(server.shown).toEqual([]);
  });
});
