import * as z from 'zod';

const text = z.string().nullish();

/** Who is asked for, in all spellings that are known, and what is to be delivered (psb.md 3.6). */
export interface DeliveryQuery {
  readonly partyIds: readonly string[];
  /** `invoice`, `invoiceResponse`, …; its capitals do not matter. */
  readonly documentFamily?: string;
  readonly documentTypeIds?: readonly string[];
  readonly preferredDocumentTypeId?: string;
  readonly isCredit?: boolean;
}

/** A way to deliver a document to a participant of Peppol. `processId` was a text and became an object. */
export const deliveryOptionSchema = z.object({
  partyId: text,
  documentTypeId: text,
  processId: z
    .union([z.string(), z.object({ value: text }).transform(({ value }) => value)])
    .nullish()
    .catch(null),
  family: text,
  protocol: text,
  url: text,
});

export type DeliveryOption = z.output<typeof deliveryOptionSchema>;
