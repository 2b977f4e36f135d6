import * as z from 'zod';
import { parseAnswer } from './bank-call.ts';
import type { BankSettings, PaymentProduct } from './bank-settings.ts';
import { looksLikeXml } from './looks-like-xml.ts';
import { isXml } from './payment-product.ts';
import { type PaymentRef, paymentUrl } from './payment-url.ts';
import type { ItemStatus } from './read-pain002.ts';
import { readResource, type ResourceRead, xmlOrJson } from './read-resource.ts';
import { resolveLink } from './resolve-link.ts';
import { parseTppMessages } from './tpp-messages.ts';

/** By the link of the bank, or by the id where it gave none. */
export type StatusRead = ResourceRead &
  (PaymentRef | { readonly statusHref: string; readonly product?: PaymentProduct | undefined });

export interface PaymentStatus {
  /** See transactionStatusFacts; codes that are not known occur. */
  readonly transactionStatus: string;
  /** What the bank's own check of the account said, where it told. */
  readonly fundsAvailable?: boolean;
  /** Codes of the bank beside the status, such as `FUNDS_NOT_AVAILABLE`; they decide nothing. */
  readonly bankCodes?: readonly string[];
  /** For the PSU, in any language: shown, never read by a machine (psd2.md 10.1.11). */
  readonly psuMessage?: string;
  /** The items of a bulk in XML that the bank names. */
  readonly items?: readonly ItemStatus[];
}

const paymentStatusSchema = z.object({
  transactionStatus: z.string().min(1).max(100),
  fundsAvailable: z.boolean().optional().catch(undefined),
  psuMessage: z.string().min(1).max(500).optional().catch(undefined),
});

/** Reads the transactionStatus of a payment (psd2.md 4.4), in JSON or as pain.002. Throws AcquitErrors BANK_*. */
export async function readPaymentStatus(settings: BankSettings, read: StatusRead): Promise<PaymentStatus> {
  const url =
    'statusHref' in read ? resolveLink(settings, read.statusHref) : paymentUrl(settings, read, 'status');
  const accept = read.product !== undefined && isXml(read.product) ? xmlOrJson : undefined;
  const response = await readResource(settings, url, read, accept);
  // The XML reader is loaded for a bank that answers in XML: no PSU waits for it otherwise.
  if (looksLikeXml(response)) return (await import('./read-pain002.ts')).readPain002(response);
  const { transactionStatus, fundsAvailable, psuMessage } = parseAnswer(
    paymentStatusSchema,
    response,
    read.requestId,
  );
  const bankCodes = parseTppMessages(response.body).map(({ code }) => code);
  return {
    transactionStatus,
    ...(fundsAvailable !== undefined && { fundsAvailable }),
    ...(bankCodes.length > 0 && { bankCodes }),
    ...(psuMessage !== undefined && { psuMessage }),
  };
}
