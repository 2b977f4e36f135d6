import * as z from 'zod';
import { bankHeaders, callBank, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { paymentUrl } from './payment-url.ts';
import { resolveLink } from './resolve-link.ts';

interface Read {
  /** Sent when we hold one: some banks demand it, others need none (psd2.md 4.8, U-07). */
  readonly accessToken?: string | undefined;
  /** A new one for every read (psd2.md 1.5). */
  readonly requestId: string;
}

/** By the link of the bank, or by the id where it gave none. */
export type StatusRead = Read & ({ readonly statusHref: string } | { readonly paymentId: string });

export interface PaymentStatus {
  /** See transactionStatusFacts; codes that are not known occur. */
  readonly transactionStatus: string;
}

const paymentStatusSchema = z.object({ transactionStatus: z.string().min(1).max(100) });

/** Reads the transactionStatus of a payment (psd2.md 4.4). Throws AcquitErrors BANK_*. */
export async function readPaymentStatus(settings: BankSettings, read: StatusRead): Promise<PaymentStatus> {
  const url =
    'statusHref' in read
      ? resolveLink(settings, read.statusHref)
      : paymentUrl(settings, read.paymentId, 'status');
  const response = await callBank(settings, { method: 'GET', url, headers: bankHeaders(settings, read) });
  if (response.status === 200) return parseAnswer(paymentStatusSchema, response, read.requestId);
  // Whoever created the payment has a good apiKey, so a bare 401 is about the token.
  const bare401 = 'BANK_TOKEN_REFUSED';
  throw bankError(response, { now: settings.now(), requestId: read.requestId, bare401 });
}
