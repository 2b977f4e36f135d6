import * as z from 'zod';
import type { HttpResponse } from '../http/http-response.ts';
import { parseDecimal } from '../money/decimal.ts';
import { invalidAnswer, parseAnswer } from './bank-call.ts';
import type { BankSettings } from './bank-settings.ts';
import { looksLikeXml } from './looks-like-xml.ts';
import type { PaymentDetails, TransferDetails } from './payment-held.ts';
import { isXml, singleSepa } from './payment-product.ts';
import { type PaymentRef, paymentUrl } from './payment-url.ts';
import { readResource, type ResourceRead, xmlOrJson } from './read-resource.ts';

const text = z
  .string()
  .max(500)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const account = z
  .object({ iban: text })
  .nullish()
  .catch(null)
  .transform((value) => value?.iban ?? null);
/** Numbers come too; parseJsonBody has kept their literal (psd2.md 10.1.10). */
const amount = z.string().transform((value, context) => {
  const parsed = parseDecimal(value);
  if (parsed === undefined) context.addIssue({ code: 'custom', message: 'is no amount' });
  return parsed ?? z.NEVER;
});
const transferSchema = z
  .object({
    instructedAmount: z.object({ currency: z.string().regex(/^[A-Z]{3}$/), amount }),
    creditorAccount: account,
    creditorName: text,
    endToEndIdentification: text,
    remittanceInformationUnstructured: text,
  })
  .transform((found) => ({
    amount: found.instructedAmount.amount,
    currency: found.instructedAmount.currency,
    creditorIban: found.creditorAccount,
    creditorName: found.creditorName,
    endToEndId: found.endToEndIdentification,
    remittance: found.remittanceInformationUnstructured,
  }));
const paymentSchema = z.object({
  transactionStatus: text,
  debtorAccount: account,
  requestedExecutionDate: text,
});

/**
 * Reads a payment as the bank has it (psd2.md 4.1): after ACWC, to see what it changed. Throws AcquitErrors BANK_*.
 */
export async function readPaymentDetails(
  settings: BankSettings,
  read: ResourceRead & PaymentRef,
): Promise<PaymentDetails> {
  const { product = singleSepa, requestId } = read;
  const accept = isXml(product) ? xmlOrJson : undefined;
  const response = await readResource(settings, paymentUrl(settings, read), read, accept);
  if (looksLikeXml(response)) return (await import('./read-pain001.ts')).readPain001(response);
  const { transactionStatus, debtorAccount, requestedExecutionDate } = parseAnswer(
    paymentSchema,
    response,
    requestId,
  );
  const transfers = transfersOf(response, product.service === 'bulk-payments', requestId);
  return { transactionStatus, debtorIban: debtorAccount, requestedExecutionDate, transfers };
}

function transfersOf(response: HttpResponse, bulk: boolean, requestId: string): TransferDetails[] {
  if (!bulk) return [parseAnswer(transferSchema, response, requestId)];
  const { payments } = parseAnswer(z.object({ payments: z.array(transferSchema) }), response, requestId);
  return payments.length > 0 ? payments : invalidAnswer('its bulk holds no payment', { requestId });
}
