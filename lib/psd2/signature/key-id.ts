import { X509Certificate } from 'node:crypto';
import { issuerName } from './issuer-name.ts';
import { javaIssuerDn, javaName, opensslName } from './render-name.ts';

export interface KeyIdRendering {
  /** Whose spelling of the issuer, and which of the serial number. */
  readonly issuer: 'RFC 2253 (OpenSSL)' | 'Java getName' | 'Java getIssuerDN' | 'Node';
  readonly serial: 'hex, lower case' | 'hex, upper case' | 'decimal';
  readonly blanks: '%20' | 'as they are';
  readonly keyId: string;
}

/**
 * Every way in which toolkits spell `SN=<serial>,CA=<issuer>` of a certificate (psd2.md 2.1, 2.4). A bank compares
 * one of them as text, so the right one is asked of the bank and configured as a literal, never computed.
 */
export function keyIdRenderings(pem: string): KeyIdRendering[] {
  const certificate = new X509Certificate(pem);
  const name = issuerName(certificate);
  const issuers = {
    'RFC 2253 (OpenSSL)': opensslName(name),
    'Java getName': javaName(name),
    'Java getIssuerDN': javaIssuerDn(name),
    Node: certificate.issuer.replaceAll('\n', ','),
  };
  const serial = BigInt(`0x${certificate.serialNumber}`);
  const serials = {
    'hex, lower case': serial.toString(16),
    // Node and OpenSSL print whole bytes, Java's toString(16) no leading zero.
    'hex, upper case': certificate.serialNumber.toUpperCase(),
    decimal: serial.toString(),
  };
  const blanks = ['%20', 'as they are'] as const;
  return entries(issuers).flatMap(([issuer, dn]) =>
    entries(serials).flatMap(([spelling, number]) =>
      blanks.map((blank) => ({
        issuer,
        serial: spelling,
        blanks: blank,
        keyId: `SN=${number},CA=${inHeader(blank === '%20' ? dn.replaceAll(' ', '%20') : dn)}`,
      })),
    ),
  );
}

/** A header holds printable ASCII, and a quote would end the keyId: such characters as `%22`. */
const inHeader = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]|"/gu, (character) => encodeURIComponent(character));

const entries = <Key extends string>(of: Readonly<Record<Key, string>>): [Key, string][] =>
  Object.entries(of) as [Key, string][]; // Object.entries forgets the names of the keys
