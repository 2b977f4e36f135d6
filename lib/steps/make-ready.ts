import { finding } from '../findings/finding.ts';
import { move } from '../payables/move.ts';
import type { Payable } from '../payables/payable.ts';
import type { Payment } from '../payables/payment.ts';
import { serialisePaymentRequest } from '../payables/serialise-payment-request.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { sha256, storeSentBytes } from '../storage/sent-bytes-store.ts';
import type { Write } from '../storage/table.ts';
import type { Decision } from './decide-reading.ts';
import type { Facts } from './decision-facts.ts';
import { rest } from './rest.ts';
import { missingSiblings } from './siblings.ts';
import { secondsFrom, type TurnServices } from './turn.ts';

interface Services extends TurnServices {
  readonly submissions: Queue<PayableMessage>;
}

const step = 'process-document';

/** The key under which a request was sent once, when nobody knows that the ERP did not take it. */
export const sentAs = ({ erp, request }: Payable): string | undefined =>
  erp?.sentAs ?? (erp?.sentAt === undefined ? undefined : request?.idempotencyKey);

/** The decision leads to the very request that was sent: the ERP then knows it by its key and takes it once. */
export const asksTheSame = (payable: Payable, { payments }: Decision): boolean =>
  paymentOf(payable, payments)?.request.idempotency_key === sentAs(payable);

/**
 * Makes the payable ready with its own payment. The first of an amount in parts brings a payable for each of the
 * others into the table in the same transaction, so that no part can be lost.
 */
export async function pay(
  payable: Payable,
  decision: Decision,
  facts: Facts,
  also: readonly Write[],
  services: Services,
): Promise<Payable> {
  const payment = paymentOf(payable, decision.payments);
  if (payment === undefined || decision.organisation === null) {
    const found = finding('PARTS_UNDECIDABLE', { value: String(payable.part ?? 1) });
    return rest(payable, { findings: [...decision.findings, found] }, 'HELD', facts, also, services);
  }
  const { settlement } = decision.organisation;
  if (payment.part !== 1)
    return makeReady(payable, payment, decision, { ...facts, settlement }, also, services);
  const others = decision.payments.flatMap(({ part }) => (part === null || part === 1 ? [] : [part]));
  const { ids, writes } = await missingSiblings(
    payable,
    others.map((part) => ({ part, approvals: payable.approvals })),
    services,
  );
  const siblings = [...new Set([...(payable.siblings ?? []), ...ids])];
  const split = { ...facts, settlement, part: 1, siblings };
  return makeReady(payable, payment, decision, split, [...also, ...writes], services);
}

/** The payment of this payable; undefined when the amount is not in parts any more, or not in as many. */
const paymentOf = ({ part }: Payable, payments: readonly Payment[]): Payment | undefined =>
  payments.find((payment) => payment.part === (part ?? payments[0]?.part));

async function makeReady(
  payable: Payable,
  { request }: Payment,
  { findings }: Decision,
  facts: Facts,
  also: readonly Write[],
  { payables, submissions, now, leaseSeconds }: Services,
): Promise<Payable> {
  const bytes = serialisePaymentRequest(request);
  const dueAt = secondsFrom(now(), leaseSeconds);
  // These bytes were never sent; under their key something may have been, before a release.
  const { erp: _earlier, ...unsent } = payable;
  const key = sentAs(payable);
  const earlier = key === undefined ? {} : { erp: { sentAs: key } };
  const ready = move(unsent, {
    to: 'READY',
    at: now(),
    by: step,
    what: `payment request ${request.external_request_id} of ${request.amount} EUR for ${request.requested_execution_date} built`,
    dueAt,
    change: {
      ...facts,
      ...earlier,
      findings: [...findings],
      request: {
        externalRequestId: request.external_request_id,
        idempotencyKey: request.idempotency_key,
        sha256: sha256(bytes),
        amount: request.amount,
        executionDate: request.requested_execution_date,
      },
    },
  });
  const stored = await payables.save(payable, ready, [...also, storeSentBytes(payable, 'REQUEST', bytes)]);
  await submissions.send({
    party: payable.party,
    documentId: payable.documentId,
    turn: dueAt.toISOString(),
  });
  return stored;
}
