import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { FlowMessage } from '../queues/messages.ts';
import type { Flow, FlowStore } from '../storage/flow-store.ts';
import { concludeConsent, type Given } from './conclude-consent.ts';
import { concludePayments, type ConcludePaymentsServices } from './conclude-payments.ts';
import type { ReadFactsServices } from './read-consent-facts.ts';
import { secondsFrom } from './turn.ts';

export type CompleteAuthorisationServices = ConcludePaymentsServices &
  ReadFactsServices & {
    readonly flows: FlowStore;
    readonly bank: BankClient;
    readonly leaseSeconds: number;
  };

/**
 * After the PSU came back: exchanges the code once, confirms when the bank asked for it, and then finds out what
 * became of the payments or the consent (psd2.md 3.8, 4.6). A code that is lost or refused changes nothing about
 * that: a payment may be executed although we never got a token. A message that comes twice changes nothing.
 */
export async function completeAuthorisation(
  { flow: stateHash }: FlowMessage,
  services: CompleteAuthorisationServices,
): Promise<void> {
  const { flows, now, leaseSeconds } = services;
  const flow = await flows.read(stateHash);
  if (flow?.status === 'CALLED') {
    // Single use, also when this worker dies right here: the code is gone from the record before it is sent.
    const takenAt = now();
    const dueAt = secondsFrom(takenAt, leaseSeconds).toISOString();
    const taken = await flows.advance(flow, 'EXCHANGING', { dueAt, takenAt: takenAt.toISOString() });
    if (taken !== undefined) await conclude(taken, await exchangeOnce(flow, services), services);
  } else if (flow !== undefined && isAbandoned(flow, services)) {
    logger.warn('a worker died between the code and the token', { flow: stateHash });
    await conclude(flow, 'lost', services);
  }
}

/** Whoever held it had all the time of a step (psd2.md 3.8: then the code is lost and the status decides). */
const isAbandoned = (
  { status, calledAt, takenAt = calledAt }: Flow,
  { now, leaseSeconds }: Pick<CompleteAuthorisationServices, 'now' | 'leaseSeconds'>,
): boolean =>
  status === 'EXCHANGING' && now().getTime() >= secondsFrom(new Date(takenAt ?? 0), leaseSeconds).getTime();

async function conclude(flow: Flow, given: Given, services: CompleteAuthorisationServices): Promise<void> {
  const { purpose } = flow;
  const confirmed = (accessToken: string) => confirm(flow, accessToken, services);
  if (purpose.kind === 'consent') {
    await concludeConsent(purpose, given, { ...services, confirm: confirmed });
  } else {
    const token = typeof given === 'string' ? undefined : given;
    if (token !== undefined) await confirmed(token.accessToken);
    await concludePayments(flow, purpose.payments, token, services);
  }
  await services.flows.advance(flow, 'DONE');
}

/** The token of the flow; `refused` when there was no code or the bank refused it, `lost` when nobody knows. */
async function exchangeOnce(flow: Flow, services: CompleteAuthorisationServices): Promise<Given> {
  const { bank, newRequestId } = services;
  if (flow.code === undefined) return 'refused';
  try {
    return await bank.exchangeCode({
      code: flow.code,
      codeVerifier: flow.codeVerifier,
      resourceId: flow.resourceId,
      requestId: newRequestId(),
    });
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('the code was not exchanged', describeError(error));
    return error.code === 'BANK_CODE_REFUSED' ? 'refused' : 'lost';
  }
}

/** As often as fits in one run: the token is gone afterwards, and without this the bank executes nothing. */
const confirmTries = 3;

async function confirm(
  { confirmationHref: href }: Flow,
  accessToken: string,
  { bank, newRequestId }: CompleteAuthorisationServices,
): Promise<void> {
  if (href === undefined) return;
  for (let left = confirmTries; ; left -= 1) {
    try {
      await bank.confirm({ href, accessToken, requestId: newRequestId() });
      return;
    } catch (error) {
      const again = error instanceof AcquitError && error.class === 'retry' && left > 1;
      if (again) continue;
      logger.error('an authorisation was not confirmed, the bank will not act on it', describeError(error));
      count('PayableStuck');
      return;
    }
  }
}
