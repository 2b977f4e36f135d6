import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type KeyIdRendering, keyIdRenderings } from '../../lib/psd2/signature/key-id.ts';
import { hasOpenssl, testAuthority } from './test-certificates.ts';

const find = (all: readonly KeyIdRendering[], wanted: Partial<KeyIdRendering>): string[] =>
  all
    .filter((one) =>
      Object.entries(wanted).every(([key, value]) => one[key as keyof KeyIdRendering] === value),
    )
    .map(({ keyId }) => keyId);

describe.skipIf(!hasOpenssl)('the spellings of a keyId', () => {
  test('of an issuer with an organizationIdentifier are those of each toolkit', () => {
    using authority = testAuthority();
    const all = keyIdRenderings(authority.issue('Acquit Seal', { serial: '0x9FA1' }).cert);
    const plain = { serial: 'hex, lower case', blanks: 'as they are' } as const;
    expect(find(all, plain)).toEqual([
      'SN=9fa1,CA=CN=Example Seal CA G1,organizationIdentifier=VATBE-0123456789,O=Example QTSP NV,C=BE',
      'SN=9fa1,CA=CN=Example Seal CA G1,2.5.4.97=#0c1056415442452d30313233343536373839,O=Example QTSP NV,C=BE',
      'SN=9fa1,CA=CN=Example Seal CA G1, OID.2.5.4.97=VATBE-0123456789, O=Example QTSP NV, C=BE',
      'SN=9fa1,CA=C=BE,O=Example QTSP NV,organizationIdentifier=VATBE-0123456789,CN=Example Seal CA G1',
    ]);
    const java = { issuer: 'Java getName', blanks: '%20' } as const;
    const issuer =
      'CN=Example%20Seal%20CA%20G1,2.5.4.97=#0c1056415442452d30313233343536373839,O=Example%20QTSP%20NV,C=BE';
    expect(find(all, java)).toEqual([
      `SN=9fa1,CA=${issuer}`,
      `SN=9FA1,CA=${issuer}`,
      `SN=40865,CA=${issuer}`,
    ]);
  });

  test('write a serial number with a leading zero as Java and as Node do', () => {
    using authority = testAuthority();
    const all = keyIdRenderings(authority.issue('Acquit Seal', { serial: '0x0FA1' }).cert);
    const numbers = new Set(all.map(({ keyId }) => /^SN=(\w+),/.exec(keyId)?.[1]));
    expect([...numbers]).toEqual(['fa1', '0FA1', '4001']);
  });

  test('escape what each toolkit escapes: as Java 17 and OpenSSL 3 were seen to do', () => {
    using authority = testAuthority([
      'C=BE',
      'O=Example QTSP, Zegel NV <x>',
      'emailAddress=ca@example.test',
      'serialNumber=7',
      'CN=Exämple  CA',
    ]);
    const { cert } = authority.issue('Acquit Seal');
    const plain = { serial: 'hex, lower case', blanks: 'as they are' } as const;
    const [openssl, javaName, javaDn, node] = find(keyIdRenderings(cert), plain);
    authority.write('leaf.pem', cert);
    const printed = authority.openssl('x509', '-in', 'leaf.pem', '-noout', '-issuer', '-nameopt', 'RFC2253');
    expect(openssl).toBe(`SN=9fa1,CA=${printed.trim().replace(/^issuer= ?/, '')}`);
    expect(javaName).toBe(
      String.raw`SN=9fa1,CA=CN=Ex%C3%A4mple  CA,2.5.4.5=#130137,1.2.840.113549.1.9.1=#160f6361406578616d706c652e74657374,O=Example QTSP\, Zegel NV \<x\>,C=BE`,
    );
    expect(javaDn).toBe(
      'SN=9fa1,CA=CN=%22Ex%C3%A4mple  CA%22, SERIALNUMBER=7, EMAILADDRESS=ca@example.test, O=%22Example QTSP, Zegel NV <x>%22, C=BE',
    );
    const ofNode = new X509Certificate(cert).issuer.replaceAll('\n', ',').replace('ä', '%C3%A4');
    expect(node).toBe(`SN=9fa1,CA=${ofNode}`);
  });

  test('fit into a header: printable ASCII without a quote', () => {
    using authority = testAuthority(['C=BE', String.raw`O=\"Zegel\" é + 3`, 'CN=a=b \\# c']);
    for (const { keyId } of keyIdRenderings(authority.issue('Acquit Seal').cert)) {
      expect(keyId).toMatch(/^[\x20\x21\x23-\x7e]+$/);
    }
  });
});
