import { constants } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import { byKeyIdentifier, der, p7m, type SignOptions, signer } from './sample-p7m.ts';
import { ubl } from './ubl-document.ts';

const rsa = signer();
const ec = signer('ec');
const stranger = signer('rsa', { serialNumber: 8 });
const content = Buffer.from(ubl('Invoice', '<cbc:ID>RE-1</cbc:ID>'));
const base64 = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('base64'));
const lines = (bytes: Uint8Array) =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\r\n');

/** The number of the invoice that was read, or the code of the finding. */
async function answer(bytes: Uint8Array): Promise<string | null> {
  const reading = await readDocument(bytes);
  if (!reading.readable) return reading.findings[0].code;
  expect(reading.wrapping).toEqual(['p7m']);
  return reading.invoices[0].number;
}

describe('The document in a signed envelope is read when the signature fits', () => {
  const signed = p7m(content, rsa);
  test.each([
    ['in DER', signed],
    ['in BER of indefinite length, the content in chunks', p7m(content, rsa, { chunk: 100 })],
    ['as base64', base64(signed)],
    ['as base64 with line breaks', Buffer.from(lines(signed))],
    ['as base64 in base64', base64(base64(signed))],
    ['as PEM', Buffer.from(`-----BEGIN PKCS7-----\n${lines(signed)}\n-----END PKCS7-----\n`)],
    ['as CMS in PEM', Buffer.from(`-----BEGIN CMS-----\n${lines(signed)}\n-----END CMS-----\n`)],
    ['signed again by somebody else', p7m(signed, stranger)],
    ['signed by two', p7m(content, rsa, { signers: 2 })],
    ['with a byte order mark before its XML', p7m(Buffer.concat([Buffer.from('\ufeff'), content]), rsa)],
    [
      'with other certificates beside the right one',
      p7m(content, rsa, { certificates: [stranger.certificate, rsa.certificate] }),
    ],
    ['by the identifier of the key', p7m(content, rsa, { id: byKeyIdentifier })],
    ['without signed attributes', p7m(content, rsa, { attributes: 'none' })],
    ['with SHA-384', p7m(content, rsa, { digest: 'sha384', signatureId: '1.2.840.113549.1.1.12' })],
    ['with SHA-512', p7m(content, rsa, { digest: 'sha512' })],
    ['with ECDSA', p7m(content, ec)],
    [
      'with RSA-PSS',
      p7m(content, rsa, { signatureId: '1.2.840.113549.1.1.10', padding: constants.RSA_PKCS1_PSS_PADDING }),
    ],
  ])('%s.', async (_name, bytes) => {
    expect(await answer(bytes)).toBe('RE-1');
  });

  test('A DOCTYPE inside is refused as anywhere.', async () => {
    expect(await answer(p7m(Buffer.from('<!DOCTYPE a><a/>'), rsa))).toBe('FORBIDDEN_DOCTYPE');
  });
});

describe('An envelope whose signature does not fit is refused', () => {
  const forged = Buffer.from(content.toString().replace('RE-1', 'RE-2'));
  const cases: readonly (readonly [string, SignOptions])[] = [
    ['the content was changed after signing', { signedContent: forged }],
    ['the content was changed and no attributes are signed', { signedContent: forged, attributes: 'none' }],
    ['the digest is not among the signed attributes', { attributes: 'without digest' }],
    ['the digest stands there twice', { attributes: 'twice the digest' }],
    ['the attributes are about another kind of content', { attributes: 'of another type' }],
    ['the certificate is missing', { certificates: [] }],
    ['the certificate is of somebody else', { certificates: [stranger.certificate] }],
    ['the certificate has the name of the signer but another key', { certificates: [signer().certificate] }],
    ['the certificate belongs to another kind of key', { certificates: [ec.certificate] }],
    ['the algorithm is another than signed with', { signatureId: '1.2.840.113549.1.1.10' }],
    ['the algorithm is unknown', { signatureId: '1.2.3.4' }],
    ['the digest is SHA-1', { digest: 'sha1', signatureId: '1.2.840.113549.1.1.5' }],
    ['the content is somewhere else', { detached: true }],
    ['nobody signed', { signers: 0 }],
    ['too many signed', { signers: 5 }],
  ];
  test.each(cases)('%s.', async (_name, options) => {
    expect(await answer(p7m(content, rsa, options))).toBe('SIGNATURE_ENVELOPE_INVALID');
  });

  test('The signed attributes were changed.', async () => {
    const signed = p7m(content, rsa);
    // The object identifier of the content type attribute, 1.2.840.113549.1.9.3, becomes that of the next.
    const at = signed.lastIndexOf(Buffer.from('2a864886f70d010903', 'hex')) + 8;
    signed[at] = 4;
    expect(await answer(signed)).toBe('SIGNATURE_ENVELOPE_INVALID');
  });

  test('Any one byte of the content is changed, or the envelope is cut off anywhere.', async () => {
    const signed = p7m(content, rsa);
    const start = signed.indexOf(content);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(content.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(signed.length - 1),
        async (at, flip, length) => {
          const damaged = Uint8Array.from(signed);
          damaged[start + at] = (damaged[start + at] ?? 0) ^ flip;
          expect(await answer(damaged)).toBe('SIGNATURE_ENVELOPE_INVALID');
          expect((await readDocument(signed.subarray(0, length))).readable).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('A time in it that is none is damage like any other.', async () => {
    const time = der(0x18, Buffer.from('no time at all'.padEnd(140, '!')));
    const reading = await readDocument(der(0x30, time));
    expect(reading).toMatchObject({ readable: false, findings: [{ code: 'SIGNATURE_ENVELOPE_INVALID' }] });
  });

  test('Whichever bytes are changed anywhere, the answer is what was signed or a refusal.', async () => {
    const signed = p7m(content, rsa, { chunk: 100 });
    const change = fc.tuple(fc.nat(signed.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
        const damaged = Uint8Array.from(signed);
        for (const [at, byte] of changes) damaged[at] = byte;
        const reading = await readDocument(damaged);
        expect(!reading.readable || reading.invoices[0].number === 'RE-1').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
