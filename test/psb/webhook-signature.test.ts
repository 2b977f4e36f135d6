import { createHmac } from 'node:crypto';
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
    const crlf = Buffer.from('{\r\n  "topic": "InvoiceReceived"\r\n}');
    const hex = createHmac('sha256', 'secret').update(crlf).digest('hex');
    expect(verifyWebhookSignature(crlf, `sha256=${hex}`, webhookKeys(['secret']))).toBe(true);
    const lf = Buffer.from(crlf.toString().replaceAll('\r\n', '\n'));
    expect(verifyWebhookSignature(lf, `sha256=${hex}`, webhookKeys(['secret']))).toBe(false);
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
    ['has a blank before it', ` ${header}`],
    ['has a line end after it', `${header}\n`],
    ['comes twice', `${header}, ${header}`],
    ['differs in its last digit', `${header.slice(0, -1)}0`],
  ])('is refused when it %s', (_, header) => {
    expect(verifyWebhookSignature(body, header, webhookKeys(['secret']))).toBe(false);
  });

  test('is refused with another secret, and with none configured', () => {
    expect(verifyWebhookSignature(body, header, webhookKeys(['other']))).toBe(false);
    expect(verifyWebhookSignature(body, header, [])).toBe(false);
  });

  test('cannot be checked with an empty secret, because anyone could make it', () => {
    expect(() => webhookKeys(['secret', ''])).toThrow(RangeError);
  });
});
