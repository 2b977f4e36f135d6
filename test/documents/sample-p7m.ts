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
const isTrue = der(1, Buffer.from([255]));
const extension = (id: string, value: Uint8Array): Buffer => der(0x30, oid(id), isTrue, der(4, value));
/** The identifier of the key stands between two other extensions, all of them critical. */
const extensions = [
  extension('2.5.29.15', der(3, Buffer.from([0, 0x80]))),
  extension('2.5.29.14', der(4, keyIdentifier)),
  extension('2.5.29.19', der(0x30)),
];

const keys = {
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'rsa-pss': () =>
    generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
    }),
  ec: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
} as const;

/** What a certificate may have other than most. */
export interface CertificateOptions {
  readonly serialNumber?: number;
  readonly issuedBy?: string;
  /** Version 1 says no version and has no extensions. */
  readonly version?: 1 | 3;
  /** The key as it stands in the certificate. */
  readonly publicKey?: Uint8Array;
}

/** A key with a certificate that it signed itself. */
export function signer(kind: keyof typeof keys = 'rsa', options: CertificateOptions = {}): Signer {
  const { serialNumber = 7, issuedBy = 'Mario Rossi', version = 3 } = options;
  const { privateKey: key, publicKey } = keys[kind]();
  const issuer = name(issuedBy);
  const serial = der(2, Buffer.from([serialNumber]));
  const how = algorithm(kind === 'ec' ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.11');
  const time = (text: string) => der(0x17, Buffer.from(text));
  const tbs = der(
    0x30,
    ...(version === 3 ? [der(0xa0, der(2, Buffer.from([2])))] : []),
    serial,
    how,
    issuer,
    der(0x30, time('200101000000Z'), time('210101000000Z')),
    issuer,
    options.publicKey ?? publicKey.export({ format: 'der', type: 'spki' }),
    ...(version === 3 ? [der(0xa3, der(0x30, ...extensions))] : []),
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
  readonly attributes?:
    | 'none'
    | 'without digest'
    | 'of another type'
    | 'twice the digest'
    | 'two digests in one'
    | 'no digest in one'
    | 'a digest that is none';
  /** The length of the signed attributes together, made up with one more. */
  readonly attributesLength?: number;
  readonly certificates?: readonly Uint8Array[];
  /** How the signer names the certificate, when not by issuer and serial number. */
  readonly id?: Uint8Array;
  readonly type?: string;
  /** What stands in place of the signature. */
  readonly signature?: Uint8Array;
  /** Octet strings in chunks of so many bytes, everything around with indefinite length. */
  readonly chunk?: number;
  readonly detached?: boolean;
  readonly signers?: number;
}

const data = '1.2.840.113549.1.7.1';
/** How a signer names the certificate by its key. */
export const byKeyIdentifier = der(0x80, keyIdentifier);

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
  return node(0x30, oid(options.type ?? '1.2.840.113549.1.7.2'), node(0xa0, signedData));
}

function chunks(content: Uint8Array, size: number): readonly Buffer[] {
  const count = Math.ceil(content.length / size);
  return Array.from({ length: count }, (_, index) =>
    der(4, content.subarray(index * size, (index + 1) * size)),
  );
}

function signerInfo(content: Uint8Array, by: Signer, options: SignOptions): Buffer {
  const { digest = 'sha256', signedContent = content } = options;
  const hash = createHash(digest).update(signedContent).digest();
  const attributes = padded(signedAttributes(hash, options.attributes), options.attributesLength);
  const hasAttributes = options.attributes !== 'none';
  const toSign = hasAttributes ? der(0x31, ...attributes) : signedContent;
  const key = options.padding === undefined ? by.key : { key: by.key, padding: options.padding };
  const signatureId =
    options.signatureId ??
    (by.key.asymmetricKeyType === 'ec' ? '1.2.840.10045.4.3.2' : '1.2.840.113549.1.1.1');
  return der(
    0x30,
    der(2, Buffer.from([1])),
    options.id ?? der(0x30, by.issuer, by.serial),
    algorithm(digestIds[digest]),
    ...(hasAttributes ? [der(0xa0, ...attributes)] : []),
    algorithm(signatureId),
    options.signature ?? der(4, sign(digest, toSign, key)),
  );
}

const attribute = (id: string, ...values: readonly Uint8Array[]) => der(0x30, oid(id), der(0x31, ...values));

function signedAttributes(hash: Buffer, how: SignOptions['attributes']): readonly Buffer[] {
  const contentType = attribute(
    '1.2.840.113549.1.9.3',
    oid(how === 'of another type' ? '1.2.840.113549.1.7.5' : data),
  );
  const digest = (...values: readonly Uint8Array[]) => attribute('1.2.840.113549.1.9.4', ...values);
  if (how === 'without digest') return [contentType];
  if (how === 'twice the digest') return [contentType, digest(der(4, hash)), digest(der(4, hash))];
  if (how === 'two digests in one') return [contentType, digest(der(4, hash), der(4, hash))];
  if (how === 'no digest in one') return [contentType, digest()];
  if (how === 'a digest that is none') return [contentType, digest(der(2, hash))];
  return [contentType, digest(der(4, hash))];
}

/** The attributes with one more that makes them as long as they are to be. */
function padded(attributes: readonly Buffer[], length: number | undefined): readonly Buffer[] {
  if (length === undefined) return attributes;
  const left = length - Buffer.concat(attributes).length;
  for (let size = Math.max(0, left - 30); size < left; size += 1) {
    const more = attribute('1.2.3', der(4, Buffer.alloc(size)));
    if (more.length === left) return [...attributes, more];
  }
  throw new RangeError(`no attributes of ${length} bytes`);
}
