import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { der, oid } from '../documents/sample-p7m.ts';

/** An https server on 127.0.0.1 that answers 404, with a certificate that it signed itself and that ends then. */
export async function startTlsServer(
  validTo: Date,
): Promise<{ url: string; certificate: string; stop: () => Promise<void> }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const how = der(0x30, oid('1.2.840.10045.4.3.2'));
  const name = der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(12, Buffer.from('Acquit tests')))));
  const tbs = der(
    0x30,
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([7])),
    how,
    name,
    der(0x30, time(new Date('2020-01-01T00:00:00Z')), time(validTo)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(
      0xa3,
      der(
        0x30,
        // It is its own authority, and 127.0.0.1 is who it is for.
        der(0x30, oid('2.5.29.19'), der(4, der(0x30, der(1, Buffer.from([255]))))),
        der(0x30, oid('2.5.29.17'), der(4, der(0x30, der(0x87, Buffer.from([127, 0, 0, 1]))))),
      ),
    ),
  );
  const certificate = pem(der(0x30, tbs, how, der(3, Buffer.from([0]), sign('sha256', tbs, privateKey))));
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const server = createServer({ key, cert: certificate }, (_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `https://127.0.0.1:${port}`, certificate, stop };
}

/** UTCTime: 261121090000Z. */
const time = (at: Date): Buffer =>
  der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
