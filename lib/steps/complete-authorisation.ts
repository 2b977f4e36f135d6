import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { PayableMessage } from '../queues/messages.ts';
import type { Flow, FlowStore } from '../storage/flow-store.ts';
import { applyBankStatus, paymentAt } from './apply-bank-status.ts';
import { onTurn, secondsFrom, type TurnServices } from './turn.ts';

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
      .catch((error: unknown) => leaveToPolling(payable, error, services));
    if (status !== undefined) await applyBankStatus(payable, status.transactionStatus, step, services);
  });
}

/** The code is used up and this step can do no more; what the bank did with the payment is found out by polling. */
async function leaveToPolling(
  payable: Payable,
  error: unknown,
  { payables, now, retrySeconds }: CompleteAuthorisationServices,
): Promise<undefined> {
  if (!(error instanceof AcquitError) || payable.bank === undefined) throw error;
  logger.warn('the status was not read, polling goes on', {
    payable: payableName(payable),
    ...describeError(error),
  });
  const { flow: _done, ...bank } = payable.bank;
  const wait = Math.max(retrySeconds, error.retryAfterSeconds ?? 0);
  await payables.save(payable, { ...payable, bank, dueAt: secondsFrom(now(), wait).toISOString(), tries: 0 });
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
  const confirmation = payable.bank?.confirmationHref;
  if (confirmation !== undefined) {
    await bank.confirm({ href: confirmation, accessToken: token.accessToken, requestId: newRequestId() });
  }
  return token.accessToken;
}
