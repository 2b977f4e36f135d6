import type { BankSettings } from '../bank-settings.ts';
import { type CreatedPayment, createPayment, type PaymentOrder } from '../create-payment.ts';

export interface BasketPayment {
  /**
   * `waiting`: it may go into a basket, its own authorisation is not started. `own-redirect`: the bank ignored the
   * explicit flag and started its authorisation, so that it needs a redirect of its own. `may-execute`: it asks for
   * no SCA and may run already (psd2.md 1.5).
   */
  readonly outcome: 'waiting' | 'own-redirect' | 'may-execute';
  readonly payment: CreatedPayment;
}

/** Creates a payment that is meant for a basket: with explicit authorisation (psd2.md 5). Throws as createPayment. */
export async function createBasketPayment(
  settings: BankSettings,
  order: Omit<PaymentOrder, 'explicitAuthorisation'>,
): Promise<BasketPayment> {
  const payment = await createPayment(settings, { ...order, explicitAuthorisation: true });
  if (payment.mayExecute) return { outcome: 'may-execute', payment };
  return { outcome: payment.scaOAuthHref === undefined ? 'waiting' : 'own-redirect', payment };
}
