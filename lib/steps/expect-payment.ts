import * as z from 'zod';
import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';
import { decimal } from '../money/decimal.ts';
import { bankDay } from '../payables/bank-day.ts';
import { endToEndIdOf } from '../payables/end-to-end-id.ts';
import { normaliseIban } from '../payables/iban.ts';
import type { Status } from '../payables/lifecycle.ts';
import type { Payable } from '../payables/payable.ts';
import type { ExpectedPayment } from '../payables/reconcile/expected-payment.ts';
import { type TransactionStatusFacts, transactionStatusFacts } from '../psd2/transaction-status.ts';

/** What the bank or the ERP was told of the payment, in the stored request. */
const requestSchema = z.object({
  own_bank_account_iban: z.string(),
  currency_code: z.string(),
  beneficiary_bank_account: z.object({ iban: z.string() }),
  remittance_reference: z.string(),
});

/**
 * The payment of a payable as its booked entry is looked for: by what was sent, and by when. `bytes` are those of the
 * stored payment request; `futureDated` says whether the bank is given the day that was asked for (psd2.md U-17). Throws for bytes and amounts that are none.
 */
export function expectPayment(
  payable: Payable,
  bytes: Uint8Array,
  { now, futureDated }: { readonly now: Date; readonly futureDated: boolean },
): ExpectedPayment {
  const sent = requestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  const isOurs = isAtBank(payable);
  const attempt = payable.bank?.attempt ?? 0;
  const earlier = isOurs ? attempt - 1 : attempt;
  return {
    payable: { party: payable.party, documentId: payable.documentId },
    endToEndId: isOurs ? (payable.bank?.endToEndId ?? null) : null,
    earlierEndToEndIds: Array.from({ length: Math.max(earlier, 0) }, (_, index) =>
      endToEndIdOf(payable, index + 1),
    ),
    reference: sent.remittance_reference,
    amount: decimal(payable.request?.amount ?? ''),
    currency: sent.currency_code,
    debtorIban: normaliseIban(sent.own_bank_account_iban),
    creditorIban: normaliseIban(sent.beneficiary_bank_account.iban),
    ...(isOurs ? daysAtBank(payable, futureDated) : daysAtErp(payable, now)),
    said: isOurs ? saidByBank(payable) : saidByErp(payable),
    proof: payable.booked ?? null,
  };
}

/** The ERP has the last word of these, also after somebody had it pay instead of us. */
const endedByErp: ReadonlySet<string> = new Set(['PAID', 'FAILED']);

/** Whose payment it is: ours at the bank, or one that the ERP makes. */
const isAtBank = ({ bank, erp, status }: Payable): boolean =>
  bank !== undefined &&
  !endedByErp.has(erp?.intakeStatus ?? '') &&
  status !== 'SUBMITTED' &&
  status !== 'HELD';

type Days = Pick<ExpectedPayment, 'initiated' | 'executionDate'>;

/**
 * From when the PSU was sent to the bank until it was known that the bank has his word, which may be days later; the
 * bank books within five banking days of that (psd2.md 6.5). Only the first such news counts, so that what
 * reconciliation itself writes does not move the window.
 */
function daysAtBank({ bank, request, history, changedAt, status }: Payable, futureDated: boolean): Days {
  const built =
    status === 'PAYMENT_BUILT' ? -1 : history.findLastIndex((one) => one.status === 'PAYMENT_BUILT');
  const attempt = history.slice(built + 1);
  const first = (...of: readonly Status[]) => attempt.find((one) => of.includes(one.status))?.at;
  const initiated = bankDay(new Date(bank?.redirectedAt ?? first('AUTHORISING') ?? changedAt));
  const news = [bank?.callbackAt, first('INITIATED', 'PAID')].flatMap((at) =>
    at === undefined ? [] : [bankDay(new Date(at))],
  );
  const asked = futureDated ? (parseIsoDate(request?.executionDate ?? '') ?? initiated) : initiated;
  return { initiated, executionDate: later(initiated, asked, ...news) };
}

/**
 * The ERP pays on the day that was asked for and says so afterwards; until it does, the window stays open. One that
 * was paid before that day may have been paid since the ERP has it.
 */
function daysAtErp({ erp, request, receivedAt, history, status }: Payable, now: Date): Days {
  const sent = bankDay(new Date(erp?.sentAt ?? receivedAt));
  const asked = parseIsoDate(request?.executionDate ?? '') ?? sent;
  const first = history.find((one) => one.status === 'PAID')?.at;
  const isOver = first !== undefined || status === 'FAILED';
  const paid = bankDay(first === undefined ? now : new Date(first));
  const isEarly = isOver && paid < asked;
  const initiated = asked > sent && !isEarly ? asked : sent;
  return { initiated, executionDate: later(initiated, paid, isEarly ? paid : asked) };
}

function later(initiated: IsoDate, ...days: readonly IsoDate[]): IsoDate | null {
  const last = days.toSorted().at(-1);
  return last !== undefined && last > initiated ? last : null;
}

const saidOf: Readonly<Partial<Record<TransactionStatusFacts['level'], ExpectedPayment['said']>>> = {
  initiated: 'open',
  accepted: 'accepted',
  settled: 'settled',
  failed: 'failed',
};

/** A payable that waits for a new attempt was given up in the one before, unless the bank never answered. */
function saidByBank({ bank, status }: Payable): ExpectedPayment['said'] {
  const known = bank?.transactionStatus;
  if (status === 'PAYMENT_BUILT') return known === undefined ? 'open' : 'failed';
  const said = known === undefined ? undefined : saidOf[transactionStatusFacts(known).level];
  if (said !== undefined) return said;
  if (status === 'FAILED') return 'failed';
  return status === 'AUTHORISING' ? 'open' : 'accepted';
}

function saidByErp({ erp, status }: Payable): ExpectedPayment['said'] {
  if (erp?.intakeStatus === 'PAID') return 'settled';
  return status === 'FAILED' ? 'failed' : 'open';
}
