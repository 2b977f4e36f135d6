import { buildUrl } from '../../http/build-url.ts';
import type { BankSettings } from '../bank-settings.ts';

/** The address of a signing basket, for when the bank gave no link to it (psd2.md 5). */
export const basketUrl = (
  { baseUrl }: Pick<BankSettings, 'baseUrl'>,
  basketId: string,
  ...resource: readonly string[]
): string => buildUrl(baseUrl, ['v1', 'signing-baskets', basketId, ...resource]);
