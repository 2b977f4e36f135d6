import * as z from 'zod';

/** A person's word that a finding of this code must not stop the payable any more. */
export const approvalSchema = z.object({
  code: z.string(),
  by: z.string(),
  at: z.string(),
  /** Why, or how it was checked ("called the supplier on the known number"). */
  note: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;
