import * as z from 'zod';

const text = z.string().nullish();

/** A line of a document's history at PSB, for debugging only: no field is certain, no name is known (psb.md 4.1). */
export const documentStatusSchema = z.object({
  id: text,
  name: text,
  description: text,
  createdOn: text,
});

export type DocumentStatus = z.output<typeof documentStatusSchema>;
