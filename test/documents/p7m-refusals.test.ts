import { constants } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { children, encoded, identifier, isTagged, parseAsn1 } from '../../lib/documents/asn1.ts';
import { readP7m } from '../../lib/documents/p7m.ts';
import { verifiedContent } from '../../lib/documents/signed-data.ts';
import { byKeyIdentifier, der, oid, p7m, type SignOptions, signer } from './sample-p7m.ts';

const by = signer();
const ec = signer('ec');
const pss = signer('rsa-pss');
const content = Buffer.from('<a/>');
const pssId = '1.2.840.113549.1.1.10';
const padding = constants.RSA_PKCS1_PSS_PADDING;

const refused = (reason: RegExp) =>
  expect.objectContaining({ code: 'SIGNATURE_ENVELOPE_INVALID', message: expect.stringMatching(reason) });
const read = (bytes: Uint8Array): string => Buffer.from(verifiedContent(bytes)).toString();

describe('A signed envelope says why it is refused', () => {
  test.each<readonly [string, SignOptions, RegExp]>([
    ['it is another kind of envelope', { type: '1.2.840.113549.1.7.3' }, /it is no signed data/],
    ['its content is elsewhere', { detached: true }, /the document is not in it/],
    ['nobody signed it', { signers: 0 }, /nobody signed it/],
    ['too many signed it', { signers: 5 }, /more than 4 signatures/],
    ['its digest can be forged', { digest: 'sha1' }, /its digest is of a kind that Acquit does not accept/],
    ['its digest is missing', { attributes: 'without digest' }, /not the one that was signed/],
    ['its digest stands there twice', { attributes: 'twice the digest' }, /not the one that was signed/],
    ['its digest has two values', { attributes: 'two digests in one' }, /not the one that was signed/],
    ['its digest has no value', { attributes: 'no digest in one' }, /not the one that was signed/],
    ['its digest is a number', { attributes: 'a digest that is none' }, /a digest is missing/],
    ['it is about another kind of content', { attributes: 'of another type' }, /not the one that was signed/],
    ['its content was changed', { signedContent: Buffer.from('<b/>') }, /not the one that was signed/],
    [
      'its content was changed and nothing else is signed',
      { signedContent: Buffer.from('<b/>'), attributes: 'none' },
      /a signature does not fit/,
    ],
    ['its signature is a number', { signature: der(2, Buffer.from([1])) }, /a signature is missing/],
    ['its signature is not there', { signature: Buffer.alloc(0) }, /a signature is missing/],
    ['its signature is empty', { signature: der(4) }, /a signature does not fit/],
    ['it has no certificate', { certificates: [] }, /the certificate of a signer is not in it/],
    [
      'its certificate is none',
      { certificates: [der(0x30, der(0x30, by.serial, der(0x30), by.issuer))] },
      /the certificate of a signer cannot be read/,
    ],
    ['its attributes are too long', { attributesLength: 65_536 }, /its signed attributes are too long/],
  ])('because %s.', (_name, options, reason) => {
    expect(() => read(p7m(content, by, options))).toThrow(refused(reason));
  });

  test('because it is damaged.', () => {
    for (const bytes of [
      p7m(content, by).subarray(0, -1),
      Buffer.from([0x30, 0x84, 255, 255, 255, 255]),
      Buffer.alloc(0),
    ])
      expect(() => read(bytes)).toThrow(refused(/it is damaged \(.+\)\.$/));
    expect(() => read(der(0x30, der(0x18, Buffer.from('no time at all'.padEnd(140, '!')))))).toThrow(
      refused(/it is damaged \(.+\)\.$/),
    );
  });

  test('because it is empty.', () => {
    expect(() => read(der(0x30))).toThrow(refused(/it is no signed data/));
    expect(() => read(der(4))).toThrow(refused(/it is no signed data/));
    expect(() => read(der(0x30, oid('1.2.840.113549.1.7.2')))).toThrow(refused(/the document is not in it/));
  });
});

describe('A signed envelope is read to its limits', () => {
  test('Four signatures.', () => expect(read(p7m(content, by, { signers: 4 }))).toBe('<a/>'));

  test.each([127, 128, 255, 256, 65_535])('Signed attributes of %i bytes.', (attributesLength) => {
    expect(read(p7m(content, by, { attributesLength }))).toBe('<a/>');
  });

  test('Three layers of signatures and base64, and not a fourth.', () => {
    const base64 = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'));
    const signed = (bytes: Uint8Array) => p7m(bytes, by);
    const three = [
      signed(signed(signed(content))),
      base64(base64(signed(content))),
      base64(signed(signed(content))),
    ];
    for (const bytes of three)
      expect(readP7m(bytes)).toMatchObject({ findings: [{ code: 'SYNTAX_NOT_SUPPORTED' }] });
    for (const bytes of [
      signed(three[0] ?? content),
      base64(three[0] ?? content),
      signed(three[2] ?? content),
    ])
      expect(() => readP7m(bytes)).toThrow(refused(/more than 3 layers/));
  });

  test('Thirty-two nodes in each other below the first.', () => {
    const nested = (levels: number): Buffer => (levels === 1 ? der(0x30) : der(0x30, nested(levels - 1)));
    expect(children(parseAsn1(nested(33)))).toHaveLength(1);
    expect(() => parseAsn1(nested(34))).toThrow(refused(/it is damaged/));
  });

  test('Ten thousand nodes.', () => {
    const list = (count: number) => der(0x30, Buffer.alloc((count - 1) * 2, Buffer.from([5, 0])));
    expect(children(parseAsn1(list(10_000)))).toHaveLength(9_999);
    expect(() => parseAsn1(list(10_001))).toThrow(refused(/it is damaged/));
  });

  test('Nodes inside an octet string are not looked at.', () => {
    const many = der(0x30, Buffer.alloc(20_000, Buffer.from([5, 0])));
    expect(encoded(parseAsn1(der(4, many)))).toHaveLength(many.length + 4);
  });
});

describe('The signature must be made with the key of the certificate that the signer names', () => {
  test.each<readonly [string, Uint8Array]>([
    ['RSA over SHA-256', p7m(content, by, { signatureId: '1.2.840.113549.1.1.11' })],
    ['RSA over SHA-384', p7m(content, by, { digest: 'sha384', signatureId: '1.2.840.113549.1.1.12' })],
    ['RSA over SHA-512', p7m(content, by, { digest: 'sha512', signatureId: '1.2.840.113549.1.1.13' })],
    [
      'RSA over the digest of the signer, naming another',
      p7m(content, by, { signatureId: '1.2.840.113549.1.1.12' }),
    ],
    ['RSA, naming the key', p7m(content, by, { signatureId: '1.2.840.113549.1.1.1' })],
    ['RSA-PSS', p7m(content, by, { signatureId: pssId, padding })],
    ['RSA-PSS by a key for that alone', p7m(content, pss, { signatureId: pssId })],
    ['ECDSA over SHA-256', p7m(content, ec, { signatureId: '1.2.840.10045.4.3.2' })],
    ['ECDSA over SHA-384', p7m(content, ec, { digest: 'sha384', signatureId: '1.2.840.10045.4.3.3' })],
    ['ECDSA over SHA-512', p7m(content, ec, { digest: 'sha512', signatureId: '1.2.840.10045.4.3.4' })],
    ['ECDSA, naming the key', p7m(content, ec, { signatureId: '1.2.840.10045.2.1' })],
  ])('%s fits.', (_name, bytes) => expect(read(bytes)).toBe('<a/>'));

  const other = signer();
  const oddKey = signer('rsa', {
    publicKey: der(0x30, der(0x30, oid('1.2.3.4')), der(3, Buffer.from([0, 1]))),
  });
  test.each<readonly [string, Uint8Array]>([
    ['a signature of another key', p7m(content, by, { certificates: [other.certificate] })],
    ['RSA under the name of RSA-PSS', p7m(content, by, { signatureId: pssId })],
    ['RSA-PSS under the name of RSA', p7m(content, by, { padding })],
    ['RSA under the name of ECDSA', p7m(content, by, { signatureId: '1.2.840.10045.4.3.2' })],
    ['ECDSA under the name of RSA', p7m(content, ec, { signatureId: '1.2.840.113549.1.1.11' })],
    [
      'a key for RSA-PSS alone under the name of RSA',
      p7m(content, pss, { signatureId: '1.2.840.113549.1.1.1' }),
    ],
    ['an unknown algorithm', p7m(content, by, { signatureId: '1.2.3.4' })],
    ['a key of a kind that nobody knows', p7m(content, oddKey)],
  ])('%s does not.', (_name, bytes) =>
    expect(() => read(bytes)).toThrow(refused(/a signature does not fit/)),
  );

  test('A digest that the key is not for does not fit.', () => {
    const honest = p7m(content, by, { digest: 'sha512', signatureId: pssId, padding });
    const names = { id: der(0x30, pss.issuer, pss.serial), certificates: [pss.certificate] };
    expect(read(honest)).toBe('<a/>');
    expect(() => read(p7m(content, by, { digest: 'sha512', signatureId: pssId, padding, ...names }))).toThrow(
      refused(/a signature does not fit/),
    );
  });

  test('The certificate is named by issuer and serial number together.', () => {
    const otherSerial = signer('rsa', { serialNumber: 8 });
    const otherIssuer = signer('rsa', { issuedBy: 'Luigi Bianchi' });
    for (const { certificate } of [otherSerial, otherIssuer]) {
      expect(() => read(p7m(content, by, { certificates: [certificate] }))).toThrow(
        refused(/the certificate of a signer is not in it/),
      );
      expect(read(p7m(content, by, { certificates: [certificate, by.certificate] }))).toBe('<a/>');
    }
  });

  test('A certificate of version 1 is named so, too.', () => {
    const first = signer('rsa', { version: 1 });
    expect(read(p7m(content, first))).toBe('<a/>');
    expect(() => read(p7m(content, first, { id: byKeyIdentifier }))).toThrow(
      refused(/the certificate of a signer is not in it/),
    );
    expect(() => read(p7m(content, first, { id: der(0x80) }))).toThrow(
      refused(/the certificate of a signer is not in it/),
    );
  });

  test('The certificate is named by the identifier of its key, which must be whole.', () => {
    expect(read(p7m(content, by, { id: byKeyIdentifier }))).toBe('<a/>');
    for (const id of ['0202030405060708', '0102030405060709', '000102030405060708', ''])
      expect(() => read(p7m(content, by, { id: der(0x80, Buffer.from(id, 'hex')) }))).toThrow(
        refused(/the certificate of a signer is not in it/),
      );
  });
});

describe('Nodes of ASN.1', () => {
  test('Only what has other nodes in it has children, and only an identifier has a text.', () => {
    const [first, second] = children(parseAsn1(der(0x30, oid('1.2.3'), der(4, der(5)))));
    expect([identifier(first), identifier(second), identifier(undefined)]).toEqual(['1.2.3', '', '']);
    expect([children(first), children(second), children(undefined)]).toEqual([[], [], []]);
  });

  test('A tag counts in its class only.', () => {
    const [context, universal, application] = children(
      parseAsn1(der(0x30, der(0xa2), der(2, Buffer.from([1])), der(0x62))),
    );
    const tagged = [context, universal, application].map((node) => node !== undefined && isTagged(node, 2));
    expect(tagged).toEqual([true, false, false]);
    expect(context !== undefined && isTagged(context, 1)).toBe(false);
  });

  test('What is not there has no bytes.', () => {
    expect(encoded(undefined)).toEqual(Buffer.alloc(0));
    expect(encoded(parseAsn1(der(0x30, oid('1.2.3'))))).toEqual(der(0x30, oid('1.2.3')));
  });
});
