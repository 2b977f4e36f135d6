import { buildUrl } from '../../http/build-url.ts';
import type { BankSettings } from '../bank-settings.ts';

/** What a consent is for: reading accounts, or asking whether an amount is there (psd2.md 6.1, 7.1). */
export type ConsentService = 'ais' | 'piis';

/** The address of consents of a service, or of one of them (psd2.md 6.1, 7.1, U-06). */
export const consentUrl = (
  { baseUrl, cofPath }: Pick<BankSettings, 'baseUrl' | 'cofPath'>,
  service: ConsentService,
  ...resource: readonly string[]
): string =>
  buildUrl(baseUrl, [
    ...(service === 'ais' ? ['v1', 'consents'] : [cofPath, 'consents', 'confirmation-of-funds']),
    ...resource,
  ]);
