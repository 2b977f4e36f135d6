import * as z from 'zod';
import { approvalSchema } from './approval.ts';
import { historyEntrySchema } from './history.ts';
import { statuses } from './lifecycle.ts';
import { bookedProofSchema } from './reconcile/booked-proof.ts';

/**
 * One received document on its way to being paid: the record that is the truth (design.md 2.1, 4). The schema
 * is the door through which every stored item comes back in. Dates and times are ISO 8601 in UTC.
 */
export const payableSchema = z.object({
  /** PSB party in its normal form; with the document id it is the key. */
  party: z.string(),
  documentId: z.string(),
  /** The party as PSB spelled it: goes back into PSB paths unchanged (psb.md 4.2). */
  partyAsReceived: z.string(),
  /** Short code of the organisation that owns the party; absent until known. */
  organisation: z.string().optional(),
  status: z.enum(statuses),
  /** Counts the writes; every write names the version it read (design.md 2.1). */
  version: z.int(),
  receivedAt: z.string(),
  changedAt: z.string(),
  /** When the next step is due, for `sweep` and `poll-statuses`; absent while nothing moves by itself. */
  dueAt: z.string().optional(),
  /** How often the step that is due was nudged or polled without a change of status; spreads the next due time. */
  tries: z.int().default(0),

  /** Which invoice of a file of several it is for, from 1; absent for the first, and for a file of one. */
  body: z.int().optional(),
  /** Which part of an amount that is paid in parts, from 1; absent when all is paid at once. */
  part: z.int().optional(),
  /** Document ids of the further payables that this one led to: other invoices of the file, other parts. */
  siblings: z.array(z.string()).optional(),

  /** How fetching the raw document goes; absent once it is archived, and before anything went wrong. */
  download: z
    .object({
      /** When PSB may first have sent it, whatever became of that: it deletes it 7 days later (psb.md 1.4). */
      startedAt: z.string().optional(),
      /** When watch-retention tried last. */
      triedAt: z.string().optional(),
    })
    .optional(),
  /** The raw document in the archive. */
  archive: z
    .object({
      key: z.string(),
      sha256: z.string(),
      size: z.int(),
      /** PSB's copy in a format that we read, of an original that we do not (psb.md 5.3). */
      normalised: z
        .object({ key: z.string(), sha256: z.string(), size: z.int(), format: z.string() })
        .optional(),
    })
    .optional(),
  /** Document id under which PSB's recognition sends back what it reads in this PDF. */
  recognisedAs: z.string().optional(),
  /** Document id of the PDF that this document was recognised from. */
  recognisedFrom: z.string().optional(),
  /** What a person needs to recognise the invoice; amounts as written. */
  document: z
    .object({
      syntax: z.string().nullable(),
      number: z.string().nullable(),
      issueDate: z.string().nullable(),
      currency: z.string().nullable(),
      payableAmount: z.string().nullable(),
      sellerName: z.string().nullable(),
      /** Where the seller may be reached, as PSB party ids: electronic address, legal id, VAT number. */
      sellerParties: z.array(z.string()).optional(),
      sellerCountry: z.string().nullish(),
    })
    .optional(),
  supplierNumber: z.string().optional(),
  findings: z
    .array(
      z.object({
        code: z.string(),
        term: z.string().nullable(),
        value: z.string().nullable(),
        message: z.string(),
        remedy: z.string(),
        /** Both in Dutch; records written before findings had it lack it. */
        nl: z.object({ message: z.string(), remedy: z.string() }).optional(),
      }),
    )
    .default([]),
  approvals: z.array(approvalSchema).default([]),
  /** Key of the claim on the business document that this payable holds (design.md 5). */
  claim: z.string().optional(),
  /** The other payable that holds the claim when this one is a duplicate: `party/document`. */
  duplicateOf: z.string().optional(),

  settlement: z.enum(['erp', 'psd2']).optional(),
  /** Which Invoice Responses the supplier gets; absent for none. */
  responses: z.enum(['rejections', 'full']).optional(),
  /** The organisation wants the document deleted at PSB when all is done. */
  removeAtPsb: z.literal(true).optional(),
  /** What the directory says that the supplier reads. */
  supplierLanguage: z.enum(['nl', 'en', 'fr', 'de']).optional(),
  /** The stored payment request: its keys and the hash of its bytes. */
  request: z
    .object({
      externalRequestId: z.string(),
      idempotencyKey: z.string(),
      sha256: z.string(),
      amount: z.string(),
      executionDate: z.string(),
    })
    .optional(),
  /** Our mirror of the ERP's side. */
  erp: z
    .object({
      /** When the bytes were (or were about to be) sent; written before sending. */
      sentAt: z.string().optional(),
      /** The idempotency key under which anything of this payable was ever sent; it outlives a release. */
      sentAs: z.string().optional(),
      id: z.string().optional(),
      intakeStatus: z.string().optional(),
      processStatus: z.string().nullish(),
      lastErrorCode: z.string().nullish(),
      lastErrorMessage: z.string().nullish(),
    })
    .optional(),
  /** Our mirror of the bank's side. */
  bank: z
    .object({
      /** Counts the payments created for this payable: a new one only after the one before is dead. */
      attempt: z.int(),
      /** X-Request-ID of the create call; written before sending (psd2.md 1.5). */
      requestId: z.string(),
      endToEndId: z.string(),
      /** `payments/sepa-credit-transfers`; absent for that one. */
      product: z.string().optional(),
      paymentId: z.string().optional(),
      statusHref: z.string().optional(),
      /** Where its own authorisation is; absent while it has none, as in a basket. */
      scaOAuthHref: z.string().optional(),
      /** Where its own authorisation can be started. */
      startAuthorisationHref: z.string().optional(),
      confirmationHref: z.string().optional(),
      transactionStatus: z.string().optional(),
      /** When the bank had it, so that the PSU could be sent there: from then on it is polled (psd2.md 4.8). */
      redirectedAt: z.string().optional(),
      /** When the PSU came back; absent while nobody did. */
      callbackAt: z.string().optional(),
      /** The PSU can be sent to the bank again until then; polling goes on afterwards (psd2.md U-19). */
      authoriseBy: z.string().optional(),
      /** The payment or basket whose token we keep for reading the status, at a bank that wants one (psd2.md 4.8). */
      tokenOf: z.string().optional(),
    })
    .optional(),
  /** The booked entry of the debtor account that proves the payment (psd2.md 6.5). */
  booked: bookedProofSchema.optional(),

  history: z.array(historyEntrySchema),
});

export type Payable = z.infer<typeof payableSchema>;

/** What names a payable everywhere: in queue messages, on the command line, in logs. */
export interface PayableKey {
  readonly party: string;
  readonly documentId: string;
}

/** The name of a payable for people: `0106:12345678/3f0c…`. */
export const payableName = (key: PayableKey): string => `${key.party}/${key.documentId}`;
