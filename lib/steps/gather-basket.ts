import { describeError, logger } from '../observability/logger.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { authorisableAs } from '../payables/authorisable.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import { type CreationOutcome, settleBasket } from '../payables/plan-authorisation.ts';
import { buildBasket } from '../psd2/baskets/create-basket.ts';
import type { BasketRecord, BasketStore } from '../storage/basket-store.ts';
import type { TicketUse } from '../storage/ticket-store.ts';
import { createBankPayment, type CreateBankPaymentServices } from './create-bank-payment.ts';
import { inTurns } from './in-turns.ts';
import type { Destination } from './open-flow.ts';
import type { PlannedRedirect } from './plan-redirects.ts';
import type { Psu } from './psu.ts';
import { secondsFrom } from './turn.ts';

export interface GatherBasketServices extends CreateBankPaymentServices {
  readonly baskets: BasketStore;
}

/** The PSU waits for it, so that it is settled: where to go, and what the next visit must know. */
export interface Gathered extends Pick<TicketUse, 'basket' | 'single'> {
  readonly destination: Destination;
}

/** So many payments are created side by side. */
const atOnce = 5;

/** The PSU's browser waits; what is not created by then goes with the next basket. API Gateway gives up after 30 s. */
const createWithinSeconds = 15;

/**
 * Creates the payments of one redirect at the bank, makes a signing basket of them and starts its one authorisation
 * (psd2.md 5). One payment's failure stops none of the others. Where the bank refuses the basket, or only one payment
 * is left of it, that one goes alone. Throws what the bank client throws when nothing is left to authorise.
 */
export async function gatherBasket(
  { payables, basket }: PlannedRedirect,
  psu: Psu,
  services: GatherBasketServices,
  goAlone: (payable: Payable) => Promise<Destination>,
): Promise<Gathered> {
  if (basket !== undefined)
    return { destination: await enterBasket(basket, psu, services), basket: basket.requestId };
  const { created, outcomes, failure } = await createEach(payables, psu, services);
  const [redirect] = settleBasket(outcomes).redirects;
  if (redirect === undefined) throw failure ?? nothingLeft();
  const chosen = (redirect.kind === 'single' ? [redirect.key] : redirect.keys).flatMap(
    (key) => created.get(key) ?? [],
  );
  const [first, ...others] = chosen;
  if (first === undefined) throw nothingLeft();
  if (others.length === 0) return { destination: await goAlone(first) };
  const made = await makeBasket(chosen, psu, services);
  if (made === undefined) return { destination: await goAlone(first), single: true };
  return { destination: await enterBasket(made, psu, services), basket: made.requestId };
}

const nothingLeft = (): AcquitError =>
  new AcquitError('AUTHORISATION_NOT_ALLOWED', 'None of the payments waits for an authorisation.');

interface Creations {
  readonly created: ReadonlyMap<string, Payable>;
  readonly outcomes: ReadonlyMap<string, CreationOutcome>;
  readonly failure: Error | undefined;
}

async function createEach(
  payables: readonly Payable[],
  psu: Psu,
  services: GatherBasketServices,
): Promise<Creations> {
  const until = secondsFrom(services.now(), createWithinSeconds);
  const created = new Map<string, Payable>();
  const outcomes = new Map<string, CreationOutcome>();
  let failure: Error | undefined;
  let isAway = false;
  await inTurns(payables, atOnce, async (payable) => {
    const name = payableName(payable);
    const isThere = authorisableAs(payable, services.now()) !== 'create';
    if (!isThere && (isAway || services.now() >= until)) return;
    try {
      const one = isThere ? payable : await createBankPayment(payable, psu, 'for-basket', services);
      created.set(name, one);
      outcomes.set(name, outcomeOf(one));
    } catch (error) {
      // Also what nobody foresaw: the others are on their way, and this one is found by polling.
      logger.warn('a payment was not created', { payable: name, ...describeError(error) });
      failure = error instanceof Error ? error : new Error(String(error));
      // A bank that is away, or refuses us, does so for the others as well (psd2.md 8.3).
      isAway ||= isAboutTheBank(error);
      outcomes.set(name, 'refused');
    }
  });
  return { created, outcomes, failure };
}

const isAboutTheBank = (error: unknown): boolean =>
  error instanceof AcquitError &&
  error.code.startsWith('BANK_') &&
  (error.class === 'retry' || error.class === 'configuration' || error.code === 'BANK_OUTCOME_UNKNOWN');

function outcomeOf({ bank }: Payable): CreationOutcome {
  if (bank?.scaOAuthHref !== undefined) return 'own-redirect';
  return bank?.startAuthorisationHref === undefined ? 'may-execute' : 'waiting';
}

/** Undefined when the bank takes no basket of these; written down before it is sent (design.md 2.2). */
async function makeBasket(
  payables: readonly Payable[],
  psu: Psu,
  { bank, baskets, now, newRequestId, authoriseWithinSeconds }: GatherBasketServices,
): Promise<BasketRecord | undefined> {
  const bytes = buildBasket(payables.flatMap(({ bank: atBank }) => atBank?.paymentId ?? []));
  const record: BasketRecord = {
    requestId: newRequestId(),
    body: Buffer.from(bytes).toString('utf8'),
    payments: payables.map(({ party, documentId, bank: atBank }) => ({
      party,
      documentId,
      attempt: atBank?.attempt ?? 0,
    })),
    createdAt: now().toISOString(),
    authoriseBy: secondsFrom(now(), authoriseWithinSeconds).toISOString(),
  };
  await baskets.create(record);
  const made = await bank.createBasket({ bytes, requestId: record.requestId, psuIpAddress: psu.ipAddress });
  if (made.outcome === 'refused') {
    const { reason, bankCode } = made;
    logger.warn('the bank takes no basket of these payments, each goes alone', { reason, bankCode });
    return undefined;
  }
  const { basketId, startAuthorisationHref, scaOAuthHref, confirmationHref } = made.basket;
  const facts = { basketId, startAuthorisationHref, scaOAuthHref, confirmationHref };
  await baskets.note(record.requestId, facts);
  return { ...record, ...facts };
}

/** Where the one authorisation of a basket is; started where the bank did not do that itself. */
async function enterBasket(
  basket: BasketRecord,
  psu: Psu,
  { bank, baskets, newRequestId }: GatherBasketServices,
): Promise<Destination> {
  const { requestId, basketId = '', startAuthorisationHref = '', payments } = basket;
  const started = await bank.startBasketAuthorisation(
    { scaOAuthHref: basket.scaOAuthHref, startAuthorisationHref, confirmationHref: basket.confirmationHref },
    { requestId: newRequestId(), psuIpAddress: psu.ipAddress },
  );
  const { scaOAuthHref, confirmationHref } = started;
  if (scaOAuthHref !== basket.scaOAuthHref) {
    await baskets.note(requestId, { scaOAuthHref, confirmationHref });
  }
  const purpose = { kind: 'payments' as const, payments };
  return { purpose, resourceId: basketId, scope: 'basket', scaOAuthHref, confirmationHref };
}
