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
  bank: z.object({ apiKey: text, clientId: text }),
  /** Signs the links that let a finance user start an authorisation. */
  authorisation: z.object({ ticketKey: z.string().min(32) }),
} as const satisfies Record<string, z.ZodType>;

export type SecretName = keyof typeof secrets;
export type Secret<Name extends SecretName> = z.output<(typeof secrets)[Name]>;
