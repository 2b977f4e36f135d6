import * as z from 'zod';

const text = z.string().nullish();

/** What PSB finds wrong with a document that it was only shown (psb.md 3.5); nothing of it is stored. */
export const validationSchema = z.object({
  isValid: z.boolean(),
  source: z.object({ typeId: text }).nullish(),
  assertions: z
    .array(z.object({ artifact: text, flag: text, text }))
    .nullish()
    .transform((given) => given ?? []),
});

export type Validation = z.output<typeof validationSchema>;
