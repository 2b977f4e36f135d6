import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { PayableMessage } from '../queues/messages.ts';
import type { Flow, FlowStore } from '../storage/flow-store.ts';
import { applyBankStatus, paymentAt } from './apply-bank-status.ts';
import { leaveToPolling, onTurn, type TurnServices } from './turn.ts';

export interface CompleteAuthorisationServices extends TurnServices {
  readonly flows: FlowStore;
  readonly bank: BankClient;
  readonly newRequestId: () => string;
}

const step = 'complete-authorisation';

/**
 * After the PSU came back: exchanges the code once, confirms when the bank asked for it, and reads the status,
 * which alone tells what became of the payment (psd2.md 3.8, 4.6). A code that is lost or refused changes nothing
 * about that: a payment may be executed although we never got a token.
 */
export async function completeAuthorisation(
  message: PayableMessage,
  services: CompleteAuthorisationServices,
): Promise<void> {
  await onTurn(message, step, services, async (payable) => {
    const { bank, newRequestId } = services;
    const payment = payable.bank;
    if (payment?.paymentId === undefined || payment.flow === undefined)
      throw new TypeError('no flow to complete');
    const accessToken = await exchangeOnce(payable, payment.flow, services);
    const status = await bank
      .readPaymentStatus({
        ...paymentAt(payment.statusHref, payment.paymentId),
        ...(accessToken === undefined ? {} : { accessToken }),
        requestId: newRequestId(),
      })
      .catch((error: unknown) => giveToPolling(payable, error, services));
    if (status !== undefined) await applyBankStatus(payable, status.transactionStatus, step, services);
  });
}

/** The code is used up and this step can do no more; what the bank did with the payment is found out by polling. */
async function giveToPolling(
  payable: Payable,
  error: unknown,
  services: CompleteAuthorisationServices,
): Promise<undefined> {
  if (!(error instanceof AcquitError)) throw error;
  logger.warn('the status was not read, polling goes on', {
    payable: payableName(payable),
    ...describeError(error),
  });
  await leaveToPolling(payable, services);
}

/** The token of the flow, or undefined when there was no code, it was used before, or the bank refused it. */
async function exchangeOnce(
  payable: Payable,
  stateHash: string,
  services: CompleteAuthorisationServices,
): Promise<string | undefined> {
  const { flows } = services;
  const flow = await flows.read(stateHash);
  if (flow?.status !== 'CALLED' || flow.code === undefined) return undefined;
  // Single use, also when this worker dies right here: then the status is read without a token.
  if (!(await flows.advance(stateHash, 'CALLED', 'EXCHANGING'))) return undefined;
  try {
    return await exchange(payable, flow, flow.code, services);
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('the code was not exchanged', describeError(error));
    return undefined;
  } finally {
    await flows.advance(stateHash, 'EXCHANGING', 'DONE', { code: '' });
  }
}

async function exchange(
  payable: Payable,
  flow: Flow,
  code: string,
  { bank, newRequestId }: CompleteAuthorisationServices,
): Promise<string> {
  const token = await bank.exchangeCode({
    code,
    codeVerifier: flow.codeVerifier,
    paymentId: payable.bank?.paymentId ?? '',
    requestId: newRequestId(),
  });
  await confirm(payable, token.accessToken, { bank, newRequestId });
  return token.accessToken;
}

/** As often as fits in one run: the token is gone afterwards, and without this the bank executes nothing. */
const confirmTries = 3;

async function confirm(
  payable: Payable,
  accessToken: string,
  { bank, newRequestId }: Pick<CompleteAuthorisationServices, 'bank' | 'newRequestId'>,
): Promise<void> {
  const href = payable.bank?.confirmationHref;
  if (href === undefined) return;
  for (let left = confirmTries; ; left -= 1) {
    try {
      await bank.confirm({ href, accessToken, requestId: newRequestId() });
      return;
    } catch (error) {
      const again = error instanceof AcquitError && error.class === 'retry' && left > 1;
      if (again) continue;
      logger.error('a payment was not confirmed, the bank will not execute it', describeError(error));
      count('PayableStuck');
      return;
    }
  }
}
