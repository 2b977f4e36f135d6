import { describe, expect, test } from 'vitest';
import { verifyWebhookSignature, webhookKeys } from '../../lib/psb/webhook-signature.ts';

/** psb.md 2.5 */
const vectors = [
  {
    what: 'a plain body',
    secret: 'secret',
    body: '{"topic":"InvoiceReceived"}',
    hex: '4ccc6f146deb9644125b8678f4b166151f80e0122b04fcc463aaeae11488b98f',
  },
  {
    what: 'the same body with a line end',
    secret: 'secret',
    body: '{"topic":"InvoiceReceived"}\n',
    hex: '6652216c5f937940aee31e5f7deb718862825935ac08458242e2182bbad76657',
  },
  {
    what: 'a secret and a body beyond ASCII',
    secret: 's3cr3t-€',
    body: '{"message":"café"}',
    hex: '757711f63db2bcf53d8e4ad6b60331d9a5d28a0a2c5ebf79f8fd1276090954c8',
  },
];
const [plain] = vectors;
const body = Buffer.from(plain?.body ?? '');
const header = `sha256=${plain?.hex}`;

describe('the signature of a webhook', () => {
  test.each(vectors)('is recognised for $what', ({ secret, body, hex }) => {
    expect(verifyWebhookSignature(Buffer.from(body), `sha256=${hex}`, webhookKeys([secret]))).toBe(true);
  });

  test('of one body does not fit another, not even by a line end', () => {
    for (const [signed, sent] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const header = `sha256=${vectors[signed]?.hex}`;
      const body = Buffer.from(vectors[sent]?.body ?? '');
      expect(verifyWebhookSignature(body, header, webhookKeys(['secret']))).toBe(false);
    }
  });

  test('is over the bytes, so a body with CRLF line ends keeps them', () => {
    const text = '{\n  "topic": "InvoiceReceived",\n  "message": "Factuur één"\n}\n';
    // Both digests were made by OpenSSL.
    const withLf = 'sha256=90248549a9694dbaac4b2ecaea77d6c6492b764846c0e9fc31148da064fba18c';
    const withCrlf = 'sha256=9a269e2954d3fbd77d51f7f62000533438e91a683010d0fb4c26f1cdcb908bd7';
    const lf = Buffer.from(text);
    const crlf = Buffer.from(text.replaceAll('\n', '\r\n'));
    const keys = webhookKeys(['secret']);
    expect(verifyWebhookSignature(lf, withLf, keys)).toBe(true);
    expect(verifyWebhookSignature(crlf, withCrlf, keys)).toBe(true);
    expect(verifyWebhookSignature(lf, withCrlf, keys)).toBe(false);
    expect(verifyWebhookSignature(crlf, withLf, keys)).toBe(false);
  });

  test.each([[['secret', 'old']], [['new', 'secret']], [['new', 'secret', 'older']]])(
    'is recognised with the secrets %j while one is rotated',
    (secrets) => {
      expect(verifyWebhookSignature(body, header, webhookKeys(secrets))).toBe(true);
    },
  );

  test.each([
    ['is absent', undefined],
    ['is empty', ''],
    ['lacks its prefix', plain?.hex],
    ['has another prefix', `sha1=${plain?.hex}`],
    ['has the prefix in capitals', `SHA256=${plain?.hex}`],
    ['is in capitals', `sha256=${plain?.hex.toUpperCase()}`],
    ['is one digit short', header.slice(0, -1)],
    ['is one digit long', `${header}0`],
    ['is cut to half its length', header.slice(0, 'sha256='.length + 32)],
    ['is empty after its prefix', 'sha256='],
    ['is in base64', `sha256=${Buffer.from(plain?.hex ?? '', 'hex').toString('base64')}`],
    ['has one capital', header.replace('cc', 'cC')],
    ['has a blank before it', ` ${header}`],
    ['has a line end after it', `${header}\n`],
    ['comes twice', `${header}, ${header}`],
    ['comes twice without a blank', `${header},${header}`],
    ['comes after a wrong one', `sha256=${'0'.repeat(64)}, ${header}`],
    ['differs in its last digit', `${header.slice(0, -1)}0`],
  ])('is refused when it %s', (_, header) => {
    expect(verifyWebhookSignature(body, header, webhookKeys(['secret']))).toBe(false);
  });

  test('is refused with the same secret in other letters, cut off, or spelled with percent signs', () => {
    const signed = vectors[2];
    const body = Buffer.from(signed?.body ?? '');
    for (const secret of ['S3cr3t-€', 's3cr3t-', 's3cr3t-%E2%82%AC', 's3cr3t-€ ', 's3cr3t-\u20ac\u0301']) {
      expect(verifyWebhookSignature(body, `sha256=${signed?.hex}`, webhookKeys([secret]))).toBe(false);
    }
  });

  test('is refused with another secret, and with none configured', () => {
    expect(verifyWebhookSignature(body, header, webhookKeys(['other']))).toBe(false);
    expect(verifyWebhookSignature(body, header, [])).toBe(false);
  });

  test('cannot be checked with an empty secret, because anyone could make it', () => {
    expect(() => webhookKeys(['secret', ''])).toThrow(RangeError);
  });
});
