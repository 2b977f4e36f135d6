import { AcquitError } from '../findings/acquit-error.ts';
import type { Payable, PayableKey } from '../payables/payable.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import { productNamed } from '../psd2/payment-product.ts';
import { transactionStatusFacts } from '../psd2/transaction-status.ts';
import { attemptOf } from './attempt-of.ts';
import { openFlow, type OpenFlowServices } from './open-flow.ts';
import type { Psu } from './psu.ts';
import { readStatus, type ReadStatusServices } from './read-status.ts';

export type CancelServices = ReadStatusServices & OpenFlowServices & { readonly bank: BankClient };

/**
 * Takes a payment back at the bank while that is possible (psd2.md 4.7). The bank's own status tells what became of it,
 * whatever it answered: a cancellation whose answer was lost is asked for again and found done. Where the PSU has to
 * authorise it, gives the URL to send him to. Throws AUTHORISATION_NOT_ALLOWED for a payable without a payment at the
 * bank, and what the bank client throws.
 */
export async function cancelAtBank(
  key: PayableKey,
  psu: Psu,
  services: CancelServices,
): Promise<{ redirectTo: string } | { page: 'cancelled' | 'too-late' }> {
  const { bank, payables, newRequestId } = services;
  const payable = await payables.read(key);
  const payment = payable?.bank;
  const isThere = payable?.status === 'AUTHORISING' || payable?.status === 'INITIATED';
  if (!isThere || payment?.paymentId === undefined) {
    throw new AcquitError(
      'AUTHORISATION_NOT_ALLOWED',
      `The payable is ${payable?.status ?? 'not known'} and has no payment at the bank to cancel.`,
    );
  }
  const { paymentId } = payment;
  const cancellation = await bank.cancelPayment({
    paymentId,
    product: productNamed(payment.product),
    requestId: newRequestId(),
    psuIpAddress: psu.ipAddress,
  });
  if (cancellation.outcome !== 'authorise') return { page: await outcomeOf(payable, services) };
  const { scaOAuthHref: own, startAuthorisationHref: href } = cancellation;
  const started =
    own === undefined
      ? await bank.startAuthorisation({
          href,
          requestId: newRequestId(),
          psuIpAddress: psu.ipAddress,
          psuContext: psu.context,
        })
      : { scaOAuthHref: own };
  const purpose = { kind: 'cancellation' as const, payments: [attemptOf(payable)] };
  const destination = { ...started, purpose, resourceId: paymentId, scope: 'cancel' as const };
  return { redirectTo: await openFlow(destination, psu, services) };
}

async function outcomeOf(payable: Payable, services: CancelServices): Promise<'cancelled' | 'too-late'> {
  const status = await readStatus(payable, 'cancel-payment', services);
  return transactionStatusFacts(status).level === 'failed' ? 'cancelled' : 'too-late';
}
