import * as z from 'zod';

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);

const permissionsSchema = z.object({
  canSendDocument: flag,
  canReceiveDocument: flag,
  canRemoveDocument: flag,
  canManageHook: flag,
  canChangeDocumentStatus: flag,
});

/**
 * A party that the account may act for, as PSB spells it, and what it may do (psb.md 3.1, 4.3). A permission that
 * PSB does not name is undefined: neither given nor refused.
 */
export const psbPartySchema = z.object({
  id: z.string().min(1),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
  permissions: permissionsSchema.nullish().transform((given) => given ?? permissionsSchema.parse({})),
});

export type PsbParty = z.output<typeof psbPartySchema>;
export type PsbPermission = keyof PsbParty['permissions'];
