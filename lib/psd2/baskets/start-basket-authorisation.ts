import type { BankSettings } from '../bank-settings.ts';
import { type StartedAuthorisation, startAuthorisation } from '../start-authorisation.ts';
import type { CreatedBasket } from './create-basket.ts';

/** The one SCA for all payments of a basket (psd2.md 5), unless the bank started it itself. Throws AcquitErrors BANK_*. */
export async function startBasketAuthorisation(
  settings: BankSettings,
  basket: Pick<CreatedBasket, 'scaOAuthHref' | 'startAuthorisationHref' | 'confirmationHref'>,
  call: { readonly requestId: string; readonly psuIpAddress: string },
): Promise<StartedAuthorisation> {
  const { scaOAuthHref, startAuthorisationHref: href, confirmationHref } = basket;
  if (scaOAuthHref !== undefined) return { scaOAuthHref, confirmationHref };
  return startAuthorisation(settings, { href, ...call });
}
