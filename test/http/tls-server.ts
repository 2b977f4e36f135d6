import { createServer } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { TestCertificate } from '../psd2/test-certificates.ts';

/** What a request showed: the name in its certificate, and its headers. */
export interface Shown {
  readonly commonName: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server that talks to nobody without a certificate of the authority, and answers whose it saw. */
export async function startTlsServer(
  { ca, own }: { readonly ca: string; readonly own: TestCertificate },
  maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3',
) {
  const shown: Shown[] = [];
  const options = { ...own, ca, requestCert: true, rejectUnauthorized: true, maxVersion };
  const server = createServer(options, (request, response) => {
    const socket = request.socket as TLSSocket; // the server is one of TLS
    const commonName = String(socket.getPeerCertificate().subject.CN);
    shown.push({ commonName, headers: request.headers });
    response.end(commonName);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // listens on TCP, so this is no pipe
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `https://${host}`,
    shown,
    hangUp: () => server.closeAllConnections(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
