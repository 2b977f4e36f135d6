import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import type { Context } from 'hono';
import { TppError } from './tpp-error.ts';

/** What the bank knows of the TPP's seal, and how it wants messages signed (psd2.md 2). */
export interface SignatureRules {
  /** False: an unsigned message is taken, a signed one must be right. */
  readonly required: boolean;
  /** The QSealC that was uploaded at onboarding, PEM. */
  readonly certificate: string;
  /** Letter by letter; without it any keyId whose serial number is that of the certificate (psd2.md 2.4). */
  readonly keyId?: string;
  /** Exactly these headers; without it those of the standard (psd2.md 2.1). */
  readonly headers?: readonly string[];
  /** How TPP-Signature-Certificate is written: der64 (psd2.md U-03). */
  readonly certificateFormat?: 'der64' | 'pem64' | 'pem1line';
  /** Whether calls of the token endpoint are signed as well (psd2.md U-04). */
  readonly tokenCalls?: boolean;
}

interface Parameters {
  readonly keyId: string;
  readonly algorithm: string;
  readonly headers: readonly string[];
  readonly signature: Buffer;
}

const algorithms: Readonly<Record<string, string>> = {
  'rsa-sha256': 'RSA-SHA256',
  'rsa-sha512': 'RSA-SHA512',
};

/** Verifies the signature over the very bytes that came (psd2.md 2.1, 2.2). Throws a TppError 401. */
export function checkSignature(c: Context, bytes: Uint8Array, rules: SignatureRules): void {
  const header = c.req.header('Signature');
  if (header === undefined) {
    if (rules.required) throw new TppError(401, 'SIGNATURE_MISSING', 'The message must be signed.');
    return;
  }
  checkDigest(c.req.header('Digest') ?? '', bytes);
  const certificate = new X509Certificate(rules.certificate);
  checkCertificate(c.req.header('TPP-Signature-Certificate'), certificate, rules);
  const parameters = readParameters(header);
  checkKeyId(parameters.keyId, certificate, rules);
  checkHeaderList(c, parameters.headers, rules);

  const algorithm = algorithms[parameters.algorithm];
  if (algorithm === undefined) throw invalid(`the algorithm ${parameters.algorithm}`);
  const text = parameters.headers.map((name) => `${name}: ${valueOf(c, name).trim()}`).join('\n');
  const key = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PADDING };
  if (!verify(algorithm, Buffer.from(text), key, parameters.signature)) throw invalid('the signature itself');
}

function checkDigest(header: string, bytes: Uint8Array): void {
  const [, name = '', value] = /^SHA-(256|512)=([A-Za-z0-9+/]+={0,2})$/.exec(header) ?? [];
  if (value === undefined || createHash(`sha${name}`).update(bytes).digest('base64') !== value) {
    throw invalid('the digest of the body');
  }
}

function checkCertificate(
  header: string | undefined,
  certificate: X509Certificate,
  { certificateFormat = 'der64' }: SignatureRules,
): void {
  if (header === undefined) throw new TppError(401, 'CERTIFICATE_MISSING', 'There is no certificate.');
  const pem = certificate.toString();
  const written = {
    der64: certificate.raw.toString('base64'),
    pem64: Buffer.from(pem).toString('base64'),
    pem1line: pem.replaceAll('\n', ''),
  };
  const given = certificateFormat === 'pem64' ? withoutLineEnd(header) : header;
  const wanted = certificateFormat === 'pem64' ? pem.trim() : written[certificateFormat];
  if (given !== wanted) throw new TppError(401, 'CERTIFICATE_INVALID', 'It is not the certificate we know.');
}

const withoutLineEnd = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8').trim();

function readParameters(header: string): Parameters {
  const found = new Map(
    [...header.matchAll(/(?:^|,)(keyId|algorithm|headers|signature)="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  );
  const whole = [...found].map(([name, value]) => `${name}="${value}"`).join(',');
  if (found.size !== 4 || whole !== header.trim()) throw invalid('the form of the header Signature');
  const signature = found.get('signature') ?? '';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) throw invalid('the base64 of the signature');
  return {
    keyId: found.get('keyId') ?? '',
    algorithm: found.get('algorithm') ?? '',
    headers: (found.get('headers') ?? '').split(' '),
    signature: Buffer.from(signature, 'base64'),
  };
}

function checkKeyId(keyId: string, certificate: X509Certificate, rules: SignatureRules): void {
  const [, serial] = /^SN=([0-9A-Fa-f]+),CA=.+$/.exec(keyId) ?? [];
  const bare = (hex: string) => hex.toUpperCase().replace(/^0+/, '');
  const right =
    rules.keyId === undefined
      ? serial !== undefined && bare(serial) === bare(certificate.serialNumber)
      : keyId === rules.keyId;
  if (!right) throw invalid('the keyId');
}

function checkHeaderList(c: Context, names: readonly string[], rules: SignatureRules): void {
  const present = ['psu-id', 'psu-corporate-id', 'tpp-redirect-uri'].filter(
    (name) => c.req.header(name) !== undefined,
  );
  const wanted = rules.headers ?? ['digest', 'x-request-id', ...present];
  if (names.toSorted().join(' ') !== wanted.toSorted().join(' ')) throw invalid('the list of headers');
}

function valueOf(c: Context, name: string): string {
  if (name !== '(request-target)') return c.req.header(name) ?? '';
  const { pathname, search } = new URL(c.req.url);
  return `${c.req.method.toLowerCase()} ${pathname}${search}`;
}

const invalid = (what: string) => new TppError(401, 'SIGNATURE_INVALID', `Not right: ${what}.`);
