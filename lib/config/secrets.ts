import * as z from 'zod';

const text = z.string().min(1);

/** Every secret, one document each in the secret store, so that a function can be given just its own. */
export const secrets = {
  /** Secrets of the webhook hooks: the current one, and during a rotation the one before (psb.md 2.5). */
  'psb-webhook': z.object({ secrets: z.array(z.string().min(16)).min(1) }),
  psb: z.object({ clientId: text, clientSecret: text, subscriptionKey: text.optional() }),
  erp: z.object({ clientId: text, clientSecret: text }),
  bank: z.object({ apiKey: text, clientId: text }),
  /** Signs the links that let a finance user start an authorisation. */
  authorisation: z.object({ ticketKey: z.string().min(32) }),
} as const satisfies Record<string, z.ZodType>;

export type SecretName = keyof typeof secrets;
export type Secret<Name extends SecretName> = z.output<(typeof secrets)[Name]>;
