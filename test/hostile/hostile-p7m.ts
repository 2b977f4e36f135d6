import { ber, der, oid, p7m, type SignOptions, signer } from '../documents/sample-p7m.ts';
import { ubl } from '../documents/ubl-document.ts';
import type { HostileFile } from './hostile-file.ts';

const by = signer();
const content = Buffer.from(ubl('Invoice', '<cbc:ID>1</cbc:ID>'));
const signedDataId = oid('1.2.840.113549.1.7.2');
const signed = (options: SignOptions = {}) => p7m(content, by, options);
const base64 = (bytes: Uint8Array, times: number): Uint8Array =>
  times === 0 ? bytes : base64(Buffer.from(Buffer.from(bytes).toString('base64')), times - 1);
const forged = Buffer.from(ubl('Invoice', '<cbc:ID>2</cbc:ID>'));
const manyChunks = (count: number) =>
  ber(0x30, signedDataId, ber(0xa0, ber(0x24, Buffer.alloc(count * 3, Buffer.from([4, 1, 0x20])))));
const nested = (times: number): Uint8Array => (times === 0 ? content : p7m(nested(times - 1), by));

const refused = 'SIGNATURE_ENVELOPE_INVALID';
const files: readonly (readonly [name: string, bytes: () => Uint8Array, answer: string])[] = [
  ['a tower of indefinite lengths', () => Buffer.alloc(1_000_000, Buffer.from([0x30, 0x80])), refused],
  [
    'a tower of definite lengths',
    () => Buffer.alloc(1_000_000, Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff])),
    refused,
  ],
  ['a length of four gigabytes', () => Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x06]), refused],
  [
    'a length of 126 bytes',
    () => Buffer.concat([Buffer.from([0x30, 0x83, 0, 0, 0x80, 0x30, 0xfe]), Buffer.alloc(126, 0xff)]),
    refused,
  ],
  ['content in a million chunks of one byte', () => manyChunks(1_000_000), refused],
  [
    'content in a million empty chunks',
    () => der(0x30, signedDataId, ber(0xa0, Buffer.alloc(2_000_000, Buffer.from([4, 0])))),
    refused,
  ],
  [
    'chunks in chunks in chunks',
    () => ber(0x30, signedDataId, Buffer.alloc(200_000, Buffer.from([0x24, 0x80]))),
    refused,
  ],
  ['an object identifier of a megabyte', () => der(0x30, der(6, Buffer.alloc(1_000_000, 0xff))), refused],
  ['a number of a megabyte', () => der(0x30, der(2, Buffer.alloc(1_000_000, 0x7f))), refused],
  [
    'a hundred thousand certificates',
    () => signed({ certificates: Array.from({ length: 100_000 }, () => der(0x30)) }),
    refused,
  ],
  ['a thousand signatures', () => signed({ signers: 1_000 }), refused],
  ['content that was changed', () => signed({ signedContent: forged }), refused],
  [
    'content that was changed, without signed attributes',
    () => signed({ signedContent: forged, attributes: 'none' }),
    refused,
  ],
  ['two digests of which one fits', () => signed({ attributes: 'twice the digest' }), refused],
  ['no digest', () => signed({ attributes: 'without digest' }), refused],
  ['no certificate', () => signed({ certificates: [] }), refused],
  ['a certificate of another key', () => signed({ certificates: [signer().certificate] }), refused],
  [
    'a certificate that is none',
    () => signed({ certificates: [der(0x30, der(0x30, by.serial, der(0x30), by.issuer))] }),
    refused,
  ],
  ['a digest that can be forged', () => signed({ digest: 'sha1' }), refused],
  ['content that is elsewhere', () => signed({ detached: true }), refused],
  ['base64 three times', () => base64(signed(), 3), 'NOT_WELL_FORMED'],
  ['base64 four times', () => base64(signed(), 4), 'NOT_WELL_FORMED'],
  ['an envelope in envelopes, four deep', () => nested(4), refused],
  ['twenty megabytes of base64 that lead nowhere', () => Buffer.alloc(20_000_000, 'MIIB'), refused],
  ['a DOCTYPE that is properly signed', () => p7m(Buffer.from('<!DOCTYPE a><a/>'), by), 'FORBIDDEN_DOCTYPE'],
  ['a PDF that is properly signed', () => p7m(Buffer.from('%PDF-1.7'), by), 'SYNTAX_NOT_SUPPORTED'],
  ['a text behind the envelope', () => Buffer.concat([signed(), Buffer.alloc(1_000_000, 0x20)]), 'read'],
];

export const hostileP7m: readonly HostileFile[] = files.map(([name, bytes, answer]) => ({
  name,
  kind: 'p7m',
  bytes,
  answer,
}));
