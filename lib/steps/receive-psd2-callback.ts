import { describeError, logger } from '../observability/logger.ts';
import type { Payable } from '../payables/payable.ts';
import { parseCallbackQuery } from '../psd2/callback-query.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { type Flow, type FlowStore, flowPayable, hashState } from '../storage/flow-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { secondsFrom } from './turn.ts';

export interface CallbackServices {
  readonly flows: FlowStore;
  readonly payables: PayableStore;
  readonly authorisations: Queue<PayableMessage>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/** `accepted` also for a redirect that came before: the PSU did nothing wrong by reloading the page. */
export type CallbackOutcome = 'accepted' | 'refused';

/**
 * Takes the redirect of a PSU back from the bank (psd2.md 3.4, 3.8): checks the state, uses it up, keeps the code
 * in the flow record and has the worker exchange it. The outcome of the payment is never taken from here; what
 * fails after the state is used up is found out by polling.
 */
export async function receivePsd2Callback(
  rawQuery: string,
  services: CallbackServices,
): Promise<CallbackOutcome> {
  const query = parseCallbackQuery(rawQuery);
  if (!query.valid) return refuse(query.reason);
  const flow = await services.flows.read(hashState(query.state));
  if (flow === undefined) return refuse('unknown state');
  // A PSU who reloads while the code still waits may hand over what the first time did not get through.
  if (flow.status === 'CALLED') await handOver(flow, services);
  if (flow.status !== 'PENDING') return 'accepted';
  if (flow.expiresAt < services.now().toISOString()) return refuse('expired state');
  // A redirect of another bank's is a mix-up attack (RFC 9207, psd2.md 3.7).
  if (
    flow.issuer !== undefined &&
    query.iss !== flow.issuer &&
    (flow.issRequired || query.iss !== undefined)
  ) {
    return refuse('another issuer');
  }
  const facts = {
    ...(query.code === undefined ? {} : { code: query.code }),
    ...(query.code === undefined ? { error: (query.error ?? 'no code').slice(0, 100) } : {}),
  };
  const first = await services.flows.advance(flow.stateHash, 'PENDING', 'CALLED', facts);
  if (first) await handOver(flow, services);
  return 'accepted';
}

async function handOver(flow: Flow, services: CallbackServices): Promise<void> {
  try {
    // A poll may be writing the payable at this very moment: once more, then.
    await tryHandOver(flow, services).catch(() => tryHandOver(flow, services));
  } catch (error) {
    // The state is used up and the PSU is here: polling finds the outcome without the code.
    logger.warn('callback not handed over', describeError(error));
  }
}

async function tryHandOver(flow: Flow, services: CallbackServices): Promise<void> {
  const { payables, authorisations, now, leaseSeconds } = services;
  const key = flowPayable(flow);
  const payable = await payables.read(key);
  const isAtBank = payable?.status === 'AUTHORISING' || payable?.status === 'INITIATED';
  if (!isAtBank || payable.bank?.attempt !== flow.attempt) return;
  if (payable.bank.flow === flow.stateHash) return; // the first time got through
  const dueAt = secondsFrom(now(), leaseSeconds).toISOString();
  const waiting: Payable = { ...payable, dueAt, tries: 0, bank: { ...payable.bank, flow: flow.stateHash } };
  await payables.save(payable, waiting);
  await authorisations.send({ ...key, turn: dueAt });
}

function refuse(reason: string): CallbackOutcome {
  logger.warn('callback refused', { code: 'CALLBACK_INVALID', reason });
  return 'refused';
}
