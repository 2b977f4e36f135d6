import * as z from 'zod';
import { parseAnswer } from '../bank-call.ts';
import type { BankSettings } from '../bank-settings.ts';
import { readResource, type ResourceRead } from '../read-resource.ts';
import { basketUrl } from './basket-url.ts';

export interface Basket {
  /** Of the basket; the status of each payment stays the truth about it (psd2.md 5). */
  readonly transactionStatus: string;
  readonly paymentIds: readonly string[];
}

/** The answer says `payments` where the request says `paymentIds` (psd2.md 5). */
const basketSchema = z.object({
  transactionStatus: z.string().min(1).max(100),
  payments: z
    .array(z.string().min(1).max(500))
    .nullish()
    .transform((ids) => ids ?? []),
});

type BasketRead = ResourceRead & { readonly basketId: string };

/** Reads a basket with the ids of its payments. Throws AcquitErrors BANK_*. */
export async function readBasket(settings: BankSettings, read: BasketRead): Promise<Basket> {
  const response = await readResource(settings, basketUrl(settings, read.basketId), read);
  const { transactionStatus, payments } = parseAnswer(basketSchema, response, read.requestId);
  return { transactionStatus, paymentIds: payments };
}

/** Reads the transactionStatus of a basket; see transactionStatusFacts. Throws AcquitErrors BANK_*. */
export async function readBasketStatus(settings: BankSettings, read: BasketRead): Promise<string> {
  const response = await readResource(settings, basketUrl(settings, read.basketId, 'status'), read);
  return parseAnswer(basketSchema.pick({ transactionStatus: true }), response, read.requestId)
    .transactionStatus;
}
