import { describeError, logger } from '../observability/logger.ts';
import { parseCallbackQuery } from '../psd2/callback-query.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { FlowMessage } from '../queues/messages.ts';
import type { Flow, FlowStore } from '../storage/flow-store.ts';
import { hashSecret } from '../storage/hash-secret.ts';
import { secondsFrom } from './turn.ts';

export interface CallbackServices {
  readonly flows: FlowStore;
  readonly authorisations: Queue<FlowMessage>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/** `accepted` also for a redirect that came before: the PSU did nothing wrong by reloading the page. */
export type CallbackOutcome = 'accepted' | 'refused';

/**
 * Takes the redirect of a PSU back from the bank (psd2.md 3.4, 3.8): checks the state, uses it up, keeps the code
 * in the flow record and has the worker exchange it. The outcome of a payment is never taken from here; what fails
 * after the state is used up is nudged by sweep. A payment counts also when the PSU comes back in another browser, as
 * from the bank's app, and nothing is told there; a consent does not (psd2.md 3.7).
 */
export async function receivePsd2Callback(
  rawQuery: string,
  session: string | undefined,
  services: CallbackServices,
): Promise<CallbackOutcome> {
  const query = parseCallbackQuery(rawQuery);
  if (!query.valid) return refuse(query.reason);
  const flow = await services.flows.read(hashSecret(query.state));
  if (flow === undefined) return refuse('unknown state');
  // A PSU who reloads while the code still waits may hand over what the first time did not get through.
  if (flow.status === 'CALLED') await handOver(flow, services);
  if (flow.status !== 'PENDING') return 'accepted';
  if (flow.expiresAt < services.now().toISOString()) return refuse('expired state');
  if (isOfAnother(flow, query.iss)) return refuse('another issuer');
  const isSameBrowser = flow.sessionHash === hashSecret(session ?? '');
  if (!isSameBrowser && flow.purpose.kind === 'consent') {
    // Somebody may have lured a victim to give a consent for him: nothing is linked, the code is never used.
    await services.flows.advance(flow, 'DONE', { error: 'another browser' });
    return refuse('a consent from another browser');
  }
  const calledAt = services.now();
  const called = await services.flows.advance(flow, 'CALLED', {
    ...(query.code === undefined
      ? { error: (query.error ?? 'no code').slice(0, 100) }
      : { code: query.code }),
    calledAt: calledAt.toISOString(),
    dueAt: secondsFrom(calledAt, services.leaseSeconds).toISOString(),
  });
  if (called !== undefined) await handOver(called, services);
  return 'accepted';
}

/** A redirect of another bank's is a mix-up attack (RFC 9207, psd2.md 3.7). */
const isOfAnother = ({ issuer, issRequired }: Flow, iss: string | undefined): boolean =>
  issuer !== undefined && iss !== issuer && (issRequired || iss !== undefined);

async function handOver({ stateHash }: Flow, { authorisations }: CallbackServices): Promise<void> {
  try {
    await authorisations.send({ flow: stateHash });
  } catch (error) {
    // The state is used up and the PSU is here: sweep finds the flow when it is due.
    logger.warn('callback not handed over', describeError(error));
  }
}

function refuse(reason: string): CallbackOutcome {
  logger.warn('callback refused', { code: 'CALLBACK_INVALID', reason });
  return 'refused';
}
