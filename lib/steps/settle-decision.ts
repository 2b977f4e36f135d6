import { type Finding, finding } from '../findings/finding.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { type Claim, dropClaim, takeClaim } from '../storage/claim-store.ts';
import type { Table, Write } from '../storage/table.ts';
import { claimToTake, heldByAnother, isRepeated } from './claim-document.ts';
import type { Decision } from './decide-reading.ts';
import { type Facts, factsOf } from './decision-facts.ts';
import { asksTheSame, pay, sentAs } from './make-ready.ts';
import { rest } from './rest.ts';
import type { TurnServices } from './turn.ts';

interface Services extends TurnServices {
  readonly table: Table;
  readonly submissions: Queue<PayableMessage>;
}

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

function conclude(payable: Payable, decision: Decision, facts: Facts, also: Write[], services: Services) {
  if (decision.outcome === 'PAY') return pay(payable, decision, facts, also, services);
  const to = { HOLD: 'HELD', REJECT: 'REJECTED', NO_PAYMENT: 'NOT_PAYABLE', IGNORE: 'NOT_PAYABLE' } as const;
  return rest(payable, decision, to[decision.outcome], facts, also, services);
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
