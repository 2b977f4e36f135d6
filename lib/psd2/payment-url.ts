import { buildUrl } from '../http/build-url.ts';
import type { BankSettings } from './bank-settings.ts';

/** The address of a resource of a payment, for when the bank gave no link to it (psd2.md 4.1, 4.3). */
export const paymentUrl = (
  { baseUrl }: Pick<BankSettings, 'baseUrl'>,
  paymentId: string,
  ...resource: readonly string[]
): string => buildUrl(baseUrl, ['v1', 'payments', 'sepa-credit-transfers', paymentId, ...resource]);
