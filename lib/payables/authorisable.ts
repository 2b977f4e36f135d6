import type { Payable } from './payable.ts';

/**
 * What a PSU can do for a payable now: `create`, nothing of it is at the bank; `own`, the payment waits there and has a
 * page of its own; `loose`, it waits there without one, for a basket or for an authorisation that is started; `soon`,
 * somebody is creating it at this very moment. Undefined when there is nothing to do: it is not built yet, the PSU was
 * there already, or his time is over and the bank decides (psd2.md 4.8, U-19).
 */
export function authorisableAs(
  { status, bank }: Pick<Payable, 'status' | 'bank'>,
  now: Date,
): 'create' | 'own' | 'loose' | 'soon' | undefined {
  if (status === 'PAYMENT_BUILT') return 'create';
  if (status !== 'AUTHORISING' || bank === undefined) return undefined;
  if (bank.paymentId === undefined) return 'soon';
  const isInTime = bank.authoriseBy !== undefined && bank.authoriseBy > now.toISOString();
  if (bank.callbackAt !== undefined || !isInTime) return undefined;
  if (bank.scaOAuthHref !== undefined) return 'own';
  return bank.startAuthorisationHref === undefined ? undefined : 'loose';
}
