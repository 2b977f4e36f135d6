import { AcquitError } from '../findings/acquit-error.ts';
import { authorisableAs } from '../payables/authorisable.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import type { TicketUse } from '../storage/ticket-store.ts';
import { askFunds, type AskFundsServices } from './ask-funds.ts';
import { attemptOf } from './attempt-of.ts';
import { createBankPayment, type CreateBankPaymentServices } from './create-bank-payment.ts';
import { gatherBasket, type GatherBasketServices } from './gather-basket.ts';
import { type Destination, openFlow, type OpenFlowServices } from './open-flow.ts';
import { planRedirects, type PlanServices } from './plan-redirects.ts';
import type { Psu } from './psu.ts';

export type AuthorisePaymentsServices = CreateBankPaymentServices &
  GatherBasketServices &
  PlanServices &
  AskFundsServices &
  OpenFlowServices;

export interface AuthorisePayments {
  readonly selection: readonly PayableKey[];
  /** The name of a payable: the way to the bank that has it comes first. */
  readonly chosen?: string | undefined;
  /** The PSU goes on although the bank said that the money is not there. */
  readonly anyway?: boolean | undefined;
  readonly use?: Pick<TicketUse, 'basket' | 'single'> | undefined;
}

export type OnTheWay =
  | {
      readonly redirectTo: string;
      /** What is to be known when he comes again. */
      readonly use: Pick<TicketUse, 'basket' | 'single'>;
    }
  | { readonly page: 'funds-missing' };

/**
 * Makes the next payments of a selection at the bank, in one basket where it takes baskets, and gives the URL to send
 * the PSU to (psd2.md 3.1, 5); or says that the money is not there, where the bank is asked for that. Throws AUTHORISATION_NOT_ALLOWED when nothing of it waits for a PSU, and what the bank
 * client throws; then nothing was lost, and the next start uses what the bank has.
 */
export async function authorisePayments(
  { selection, chosen, anyway, use }: AuthorisePayments,
  psu: Psu,
  services: AuthorisePaymentsServices,
): Promise<OnTheWay> {
  const { redirects, payables } = await planRedirects(selection, use, services);
  const next =
    redirects.find((one) => one.payables.some((payable) => payableName(payable) === chosen)) ?? redirects[0];
  if (next === undefined) {
    const statuses = [...new Set(payables.map(({ status }) => status))].join(', ') || 'not known';
    throw new AcquitError(
      'AUTHORISATION_NOT_ALLOWED',
      `Nothing waits for an authorisation: the payables are ${statuses}.`,
    );
  }
  if (anyway !== true && (await askFunds(next, services)) === 'missing') return { page: 'funds-missing' };
  const [first, ...others] = next.payables;
  const { destination, ...known } =
    others.length === 0
      ? { destination: await authoriseAlone(first, psu, services) }
      : await gatherBasket(next, psu, services, (payable) => authoriseAlone(payable, psu, services));
  return { redirectTo: await openFlow(destination, psu, services), use: known };
}

/** One payment with an authorisation of its own, which is started where it has none yet (psd2.md 4.3). */
async function authoriseAlone(
  payable: Payable,
  psu: Psu,
  services: AuthorisePaymentsServices,
): Promise<Destination> {
  const at = authorisableAs(payable, services.now());
  if (at === 'create') {
    return destinationOf(await createBankPayment(payable, psu, 'alone', services));
  }
  return destinationOf(at === 'loose' ? await startOwn(payable, psu, services) : payable);
}

async function startOwn(
  payable: Payable,
  psu: Psu,
  { bank, payables, newRequestId }: AuthorisePaymentsServices,
): Promise<Payable> {
  if (payable.bank === undefined) return payable;
  const started = await bank.startAuthorisation({
    href: payable.bank.startAuthorisationHref ?? '',
    requestId: newRequestId(),
    psuIpAddress: psu.ipAddress,
    psuContext: psu.context,
  });
  const { scaOAuthHref, confirmationHref } = started;
  const own = { scaOAuthHref, ...(confirmationHref === undefined ? {} : { confirmationHref }) };
  return payables.save(payable, { ...payable, bank: { ...payable.bank, ...own } });
}

function destinationOf(payable: Payable): Destination {
  const { scaOAuthHref, paymentId, confirmationHref } = payable.bank ?? {};
  if (scaOAuthHref === undefined || paymentId === undefined) {
    throw new AcquitError('BANK_PAYMENT_WITHOUT_SCA', 'The bank asks for no authorisation of this payment.');
  }
  const purpose = { kind: 'payments' as const, payments: [attemptOf(payable)] };
  return { purpose, resourceId: paymentId, scope: 'pis', scaOAuthHref, confirmationHref };
}
