import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** One node of ASN.1 in DER. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(content);
  const { length } = value;
  const bytes = [0, 8, 16, 24].filter((shift) => length >> shift > 0).map((shift) => (length >> shift) & 255);
  const size = length < 0x80 ? [length] : [0x80 | bytes.length, ...bytes.toReversed()];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

/** The same with indefinite length, as a writer of BER does who does not know the length yet. */
export const ber = (tag: number, ...content: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])]);

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...arcs] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...arcs].flatMap((arc) => {
    const groups = [arc & 127];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
      groups.unshift((rest & 127) | 128);
    return groups;
  });
  return der(6, Buffer.from(bytes));
}

const algorithm = (id: string): Buffer => der(0x30, oid(id), der(5));
const digestIds = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

export interface Signer {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  readonly issuer: Buffer;
  readonly serial: Buffer;
}

const name = (text: string) => der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(12, Buffer.from(text)))));
const keyIdentifier = Buffer.from('0102030405060708', 'hex');

/** A key with a certificate that it signed itself. */
export function signer(kind: 'rsa' | 'rsa-pss' | 'ec' = 'rsa', serialNumber = 7): Signer {
  const { privateKey: key, publicKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = name('Mario Rossi');
  const serial = der(2, Buffer.from([serialNumber]));
  const how = algorithm(kind === 'ec' ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.11');
  const time = (text: string) => der(0x17, Buffer.from(text));
  const tbs = der(
    0x30,
    der(0xa0, der(2, Buffer.from([2]))),
    serial,
    how,
    issuer,
    der(0x30, time('200101000000Z'), time('210101000000Z')),
    issuer,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, der(0x30, der(0x30, oid('2.5.29.14'), der(4, der(4, keyIdentifier))))),
  );
  return {
    key,
    issuer,
    serial,
    certificate: der(0x30, tbs, how, der(3, Buffer.from([0]), sign('sha256', tbs, key))),
  };
}

/** What a test may do differently from an honest signer. */
export interface SignOptions {
  readonly digest?: keyof typeof digestIds;
  readonly signatureId?: string;
  readonly padding?: number;
  /** What the signature and the digest are about, when not the content. */
  readonly signedContent?: Uint8Array;
  readonly attributes?: 'none' | 'without digest' | 'of another type' | 'twice the digest';
  readonly certificates?: readonly Uint8Array[];
  readonly byKeyIdentifier?: boolean;
  /** Octet strings in chunks of so many bytes, everything around with indefinite length. */
  readonly chunk?: number;
  readonly detached?: boolean;
  readonly signers?: number;
}

const data = '1.2.840.113549.1.7.1';

/** A CMS SignedData around the content. */
export function p7m(content: Uint8Array, by: Signer, options: SignOptions = {}): Buffer {
  const { digest = 'sha256', chunk, signers = 1 } = options;
  const node = chunk === undefined ? der : ber;
  const octets = chunk === undefined ? der(4, content) : ber(0x24, ...chunks(content, chunk));
  const encapsulated =
    options.detached === true ? node(0x30, oid(data)) : node(0x30, oid(data), node(0xa0, octets));
  const info = signerInfo(content, by, options);
  const signedData = node(
    0x30,
    der(2, Buffer.from([1])),
    der(0x31, algorithm(digestIds[digest])),
    encapsulated,
    node(0xa0, ...(options.certificates ?? [by.certificate])),
    node(0x31, ...Array.from({ length: signers }, () => info)),
  );
  return node(0x30, oid('1.2.840.113549.1.7.2'), node(0xa0, signedData));
}

function chunks(content: Uint8Array, size: number): readonly Buffer[] {
  const count = Math.ceil(content.length / size);
  return Array.from({ length: count }, (_, index) =>
    der(4, content.subarray(index * size, (index + 1) * size)),
  );
}

function signerInfo(content: Uint8Array, by: Signer, options: SignOptions): Buffer {
  const { digest = 'sha256', signedContent = content } = options;
  const attributes = signedAttributes(createHash(digest).update(signedContent).digest(), options.attributes);
  const hasAttributes = options.attributes !== 'none';
  const toSign = hasAttributes ? der(0x31, ...attributes) : signedContent;
  const key = options.padding === undefined ? by.key : { key: by.key, padding: options.padding };
  const signatureId =
    options.signatureId ??
    (by.key.asymmetricKeyType === 'ec' ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.1');
  return der(
    0x30,
    der(2, Buffer.from([1])),
    options.byKeyIdentifier === true ? der(0x80, keyIdentifier) : der(0x30, by.issuer, by.serial),
    algorithm(digestIds[digest]),
    ...(hasAttributes ? [der(0xa0, ...attributes)] : []),
    algorithm(signatureId),
    der(4, sign(digest, toSign, key)),
  );
}

function signedAttributes(hash: Buffer, how: SignOptions['attributes']): readonly Buffer[] {
  const type = how === 'of another type' ? '1.2.840.113549.1.7.5' : data;
  const contentType = der(0x30, oid('1.2.840.113549.1.9.3'), der(0x31, oid(type)));
  const messageDigest = der(0x30, oid('1.2.840.113549.1.9.4'), der(0x31, der(4, hash)));
  if (how === 'without digest') return [contentType];
  return how === 'twice the digest'
    ? [contentType, messageDigest, messageDigest]
    : [contentType, messageDigest];
}
