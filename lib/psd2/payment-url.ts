import { buildUrl } from '../http/build-url.ts';
import type { BankSettings, PaymentProduct } from './bank-settings.ts';
import { singleSepa } from './payment-product.ts';

/** A payment at the bank; without a product a single SEPA credit transfer. */
export interface PaymentRef {
  readonly paymentId: string;
  readonly product?: PaymentProduct | undefined;
}

/** The address of a resource of a payment, for when the bank gave no link to it (psd2.md 4.1, 4.3). */
export const paymentUrl = (
  { baseUrl }: Pick<BankSettings, 'baseUrl'>,
  { paymentId, product = singleSepa }: PaymentRef,
  ...resource: readonly string[]
): string => buildUrl(baseUrl, ['v1', product.service, product.product, paymentId, ...resource]);
