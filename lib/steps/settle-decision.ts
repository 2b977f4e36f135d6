import { type Finding, finding } from '../findings/finding.ts';
import { count } from '../observability/metrics.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { Payment } from '../payables/payment.ts';
import { serialisePaymentRequest } from '../payables/serialise-payment-request.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { type Claim, claimKey, dropClaim, readClaim, takeClaim } from '../storage/claim-store.ts';
import { sha256, storeSentBytes } from '../storage/sent-bytes-store.ts';
import type { Table, Write } from '../storage/table.ts';
import type { Decision } from './decide-reading.ts';
import { missingSiblings } from './siblings.ts';
import { secondsFrom, type TurnServices } from './turn.ts';

interface Services extends TurnServices {
  readonly table: Table;
  readonly submissions: Queue<PayableMessage>;
}

const step = 'process-document';

/**
 * Writes a decision: the claim on the business document, the payment request byte for byte, and the new status
 * in one transaction, and only then the message that has it submitted (design.md 2.2, 2.3). Returns the payable
 * as it was stored.
 */
export async function settleDecision(
  payable: Payable,
  decision: Decision,
  services: Services,
): Promise<Payable> {
  const facts = factsOf(payable, decision);
  if (sentAs(payable) !== undefined && !asksTheSame(payable, decision))
    return keepTo(payable, decision, facts, services);
  const claim = await claimToTake(payable, decision, services);
  // After a release another supplier may have been found, or a refusal: what was claimed before is given back.
  const { claim: before, ...unclaimed } = payable;
  const given = before === undefined || before === claim?.pk ? [] : [dropClaim(before, payable)];
  const holder = await heldByAnother(claim, payable, services.table);
  if (claim !== undefined && holder !== undefined) {
    if (await isRepeated(claim, holder, decision, services)) {
      return duplicate(unclaimed, facts, holder, given, services);
    }
    const found = finding('DUPLICATE_NUMBER', { value: decision.invoice?.number ?? null });
    return rest(unclaimed, { findings: [...decision.findings, found] }, 'HELD', facts, given, services);
  }
  if (claim === undefined) return conclude(unclaimed, decision, facts, given, services);
  return conclude(unclaimed, decision, { ...facts, claim: claim.pk }, [...given, takeClaim(claim)], services);
}

/** The key under which a request was sent once, when nobody knows that the ERP did not take it. */
const sentAs = ({ erp, request }: Payable): string | undefined =>
  erp?.sentAs ?? (erp?.sentAt === undefined ? undefined : request?.idempotencyKey);

/** The decision leads to the very request that was sent: the ERP then knows it by its key and takes it once. */
const asksTheSame = (payable: Payable, { payments }: Decision): boolean =>
  paymentOf(payable, payments)?.request.idempotency_key === sentAs(payable);

/**
 * What may be at the ERP is neither sent under another key (another supplier was found, the party moved, the parts
 * are cut otherwise) nor gives its number back: both would let the invoice be paid twice.
 */
function keepTo(payable: Payable, decision: Decision, facts: Facts, services: Services): Promise<Payable> {
  if (decision.outcome !== 'PAY') return conclude(payable, decision, facts, [], services);
  const value = payable.request?.externalRequestId ?? null;
  const found = finding('REQUEST_SENT_BEFORE', { value });
  return rest(payable, { findings: [...decision.findings, found] }, 'HELD', facts, [], services);
}

/**
 * The claim on the business document; for one that a person let through beside another of the same number, the
 * claim on exactly what it asks, so that it too is paid only once.
 */
async function claimToTake(
  payable: Payable,
  decision: Decision,
  services: Services,
): Promise<Claim | undefined> {
  const claim = claimOf(payable, decision);
  const isSecond = payable.approvals.some(({ code }) => code === 'DUPLICATE_NUMBER');
  if (claim === undefined || !isSecond) return claim;
  const first = await heldByAnother(claim, payable, services.table);
  return first === undefined || (await isRepeated(claim, first, decision, services))
    ? claim
    : { ...claim, pk: `${claim.pk}#${claim.fingerprint}` };
}

async function heldByAnother(
  claim: Claim | undefined,
  payable: Payable,
  table: Table,
): Promise<Claim | undefined> {
  const holder = claim === undefined ? undefined : await readClaim(table, claim.pk);
  const isMine = holder?.party === payable.party && holder.documentId === payable.documentId;
  return isMine ? undefined : holder;
}

/**
 * The same invoice came before: the same file, or one that asks for the same. Not two invoices of one file, and not
 * one that can be paid when the first cannot be: the supplier may have cured what held it, and a person must look.
 */
async function isRepeated(
  claim: Claim,
  holder: Claim,
  { outcome }: Decision,
  { payables }: Services,
): Promise<boolean> {
  if (holder.contentHash === claim.contentHash) return true;
  if (fileHash(holder) === fileHash(claim) || holder.fingerprint !== claim.fingerprint) return false;
  if (outcome !== 'PAY') return true;
  const first = await payables.read(holder);
  return first?.status !== 'HELD' && first?.status !== 'NOT_PAYABLE';
}

/** The hash of the whole file; that of its second invoice has `#2` behind it. */
const fileHash = ({ contentHash }: Claim): string => contentHash.split('#', 1).join('');

function conclude(payable: Payable, decision: Decision, facts: Facts, also: Write[], services: Services) {
  if (decision.outcome === 'PAY') return pay(payable, decision, facts, also, services);
  const to = { HOLD: 'HELD', REJECT: 'REJECTED', NO_PAYMENT: 'NOT_PAYABLE', IGNORE: 'NOT_PAYABLE' } as const;
  return rest(payable, decision, to[decision.outcome], facts, also, services);
}

/**
 * Makes the payable ready with its own payment. The first of an amount in parts brings a payable for each of the
 * others into the table in the same transaction, so that no part can be lost.
 */
async function pay(
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

async function rest(
  payable: Payable,
  { findings }: Pick<Decision, 'findings'>,
  to: Status,
  facts: Facts,
  also: readonly Write[],
  { payables, now }: Services,
): Promise<Payable> {
  const what = findings.map((found) => found.code).join(', ');
  const change = { ...facts, findings: [...findings] };
  const rested = move(payable, { to, at: now(), by: step, what, dueAt: null, change });
  const stored = await payables.save(payable, rested, also);
  if (to === 'HELD') count('PayableHeld');
  if (to === 'REJECTED') count('PayableRejected');
  return stored;
}

function duplicate(
  payable: Payable,
  facts: Facts,
  holder: Claim,
  also: readonly Write[],
  services: Services,
): Promise<Payable> {
  const found: Finding = finding('DUPLICATE_INVOICE', { value: payableName(holder) });
  const changes = { ...facts, duplicateOf: payableName(holder) };
  return rest(payable, { findings: [found] }, 'DUPLICATE', changes, also, services);
}

type Facts = Partial<Omit<Payable, 'party' | 'documentId' | 'status' | 'version' | 'history'>>;

function factsOf(payable: Payable, { syntax, invoice, organisation, supplier }: Decision): Facts {
  return {
    ...(payable.archive === undefined ? {} : { archive: payable.archive }),
    ...(payable.siblings === undefined ? {} : { siblings: payable.siblings }),
    ...(organisation === null ? {} : { organisation: organisation.shortCode }),
    ...(supplier === null ? {} : { supplierNumber: supplier.number }),
    document: {
      syntax,
      number: invoice?.number ?? null,
      issueDate: invoice?.issueDate ?? null,
      currency: invoice?.currency ?? null,
      payableAmount: invoice?.totals.payable ?? null,
      sellerName: invoice?.seller.name ?? invoice?.seller.tradingName ?? null,
    },
  };
}

/**
 * A rejected document claims nothing: the supplier may use its number again for the corrected one. Every further
 * part of an amount claims itself; two invoices of one file are not the same content.
 */
function claimOf(payable: Payable, { outcome, businessDocument }: Decision): Claim | undefined {
  const { archive, body, part } = payable;
  if (businessDocument === null || outcome === 'REJECT' || archive === undefined) return undefined;
  return {
    pk: `${claimKey(businessDocument)}${part === undefined || part === 1 ? '' : `#part-${part}`}`,
    party: payable.party,
    documentId: payable.documentId,
    contentHash: body === undefined ? archive.sha256 : `${archive.sha256}#${body}`,
    fingerprint: businessDocument.fingerprint,
  };
}
