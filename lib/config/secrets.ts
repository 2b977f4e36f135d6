import * as z from 'zod';

const text = z.string().min(1);

const webhookSecretText = z.string().min(16);

/** A secret that `acquit hooks sync` made, with what it has to remember of it. */
const webhookSecretSchema = z.object({
  value: webhookSecretText,
  /** The hook it was made for: `environment/acquit`, `0106:12345678/acquit`. */
  hook: text.optional(),
  since: z.iso.datetime().optional(),
  /** When PSB was known to have it; absent while that is not certain. */
  putAt: z.iso.datetime().optional(),
  /** From when on it is refused. */
  until: z.iso.datetime().optional(),
});
export type WebhookSecret = z.output<typeof webhookSecretSchema>;

const pem = z.string().regex(/^-----BEGIN [A-Z ]+-----/, 'must be PEM');

/** The certificates that we show to the bank; each set switches as one (psd2.md 1.2, 2). */
const certificateSetSchema = z.object({
  /** For TLS, with its chain; `ca` only for a bank that Node's own list does not know. */
  qwac: z.object({ certificate: pem, key: pem, ca: pem.optional() }),
  /** For signatures; its key is here or in KMS. `keyId` is the literal that the bank knows (psd2.md 2.4). */
  qseal: z
    .object({
      certificate: pem,
      // A quote would end the keyId within its header.
      keyId: z.string().regex(/^[\x20\x21\x23-\x7e]+$/),
      key: pem.optional(),
      kmsKey: text.optional(),
    })
    .refine(({ key, kmsKey }) => (key === undefined) !== (kmsKey === undefined), {
      error: 'either key or kmsKey',
    })
    .optional(),
});
export type CertificateSet = z.output<typeof certificateSetSchema>;

/** The id of a key, a colon, and the key. */
const sealingKey = z
  .string()
  .regex(/^[\w-]{1,40}:[A-Za-z0-9+/]{43}=$/)
  .describe('the id of a key of your choice, a colon, and 32 random bytes in base64');

/** Every secret, one document each in the secret store, so that a function can be given just its own. */
export const secrets = {
  /**
   * Every secret that a webhook may be signed with; during a rotation the current one and the one before
   * (psb.md 2.5). A plain text was put there by hand. None at all is where `acquit hooks sync` starts.
   */
  'psb-webhook': z.object({ secrets: z.array(z.union([webhookSecretText, webhookSecretSchema])) }),
  /** A user's name and password only where his rights are to count and not the application's (psb.md 1.2). */
  psb: z
    .object({
      clientId: text,
      clientSecret: text,
      subscriptionKey: text.optional(),
      username: text.optional(),
      password: text.optional(),
    })
    .refine(({ username, password }) => (username === undefined) === (password === undefined), {
      error: 'username and password go together',
    }),
  erp: z.object({ clientId: text, clientSecret: text }),
  bank: z.object({
    apiKey: text,
    clientId: text,
    clientSecret: text.optional(),
    profile: z
      .enum(['sandbox', 'live'])
      .optional()
      .describe('`sandbox` or `live`, whichever the key and the certificates are for; absent: `sandbox`'),
    /** Old and new beside each other, so that a rotation is one setting (psd2.md 1.2). */
    certificates: z
      .object({ current: certificateSetSchema.optional(), next: certificateSetSchema.optional() })
      .optional()
      .describe('[two sets of certificates](#certificates-of-the-bank)'),
    otherProfile: z
      .object({
        apiKeySha256: z.hash('sha256').optional(),
        hosts: z.array(text).optional(),
        redirectUri: z.url().optional(),
      })
      .optional()
      .describe('[what belongs to the other profile](#certificates-of-the-bank), so that it is refused here'),
  }),
  /** Seals the tokens of consents in the table; the key before stays until nothing is sealed with it any more. */
  sealing: z.object({ key: sealingKey, previousKey: sealingKey.optional() }),
} as const satisfies Record<string, z.ZodType>;

export type SecretName = keyof typeof secrets;
export type Secret<Name extends SecretName> = z.output<(typeof secrets)[Name]>;
