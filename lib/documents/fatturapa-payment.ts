import { type Decimal, round, significantDecimals, sum } from '../money/decimal.ts';
import { addDays } from './add-days.ts';
import { body, instalment, payment } from './fatturapa-paths.ts';
import type { CashDiscount, PayeeAccount, PaymentMeans, PaymentTerms } from './invoice.ts';
import type { IsoDate } from './iso-date.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** An instalment: how it is paid, and how much when. */
export interface Payment {
  readonly means: PaymentMeans;
  readonly terms: PaymentTerms;
}

/** Every DettaglioPagamento of a body, numbered over all its DatiPagamento (documents.md 6.1). */
export function readPayments(each: XmlElement, terms: TermReader): readonly Payment[] {
  const rows = terms.groups(each, body.payments).flatMap((group) => {
    const note = terms.single(group, payment.conditions);
    return terms.groups(group, payment.instalments).map((row) => ({ row, note }));
  });
  return rows.map(({ row, note }, index) => {
    const id = String(index + 1);
    return { means: readMeans(row, id, terms), terms: readTerms(row, id, note, terms) };
  });
}

/**
 * What the instalments ask for together, which is what FatturaPA has for BT-115 (documents.md 6.2), with two
 * decimals or the more that they need. Null without instalments, and when one of them has no readable amount.
 */
export function payableOf(payments: readonly Payment[]): Decimal | null {
  const amounts = payments.flatMap(({ terms: { amount } }) => amount ?? []);
  if (amounts.length === 0 || amounts.length < payments.length) return null;
  const total = sum(amounts);
  return round(total, Math.max(2, significantDecimals(total)));
}

function readMeans(row: XmlElement, id: string, terms: TermReader): PaymentMeans {
  const reference = terms.single(row, instalment.reference);
  return {
    id,
    code: terms.single(row, instalment.code),
    text: null,
    references: reference === null ? [] : [reference],
    account: readAccount(row, terms),
    card: null,
    mandate: null,
    payerAccount: null,
  };
}

/** BG-17; a beneficiary or a BIC without an IBAN is no account. */
function readAccount(row: XmlElement, terms: TermReader): PayeeAccount | null {
  const id = terms.single(row, instalment.account);
  if (id === null) return null;
  return { id, name: terms.single(row, instalment.accountName), bic: terms.single(row, instalment.bic) };
}

function readTerms(row: XmlElement, id: string, note: string | null, terms: TermReader): PaymentTerms {
  return {
    note,
    paymentMeansId: id,
    amount: terms.amount(row, instalment.amount),
    dueDate: terms.date(row, instalment.dueDate) ?? readCountedDate(row, terms),
    discount: readDiscount(row, terms),
  };
}

/** The other way to say when an instalment is due: a date and the days after it. Days alone stay unread. */
function readCountedDate(row: XmlElement, terms: TermReader): IsoDate | null {
  const from = terms.date(row, instalment.daysFrom);
  if (from === null) return null;
  const days = terms.days(row, instalment.days);
  return days === null ? null : addDays(from, days);
}

function readDiscount(row: XmlElement, terms: TermReader): CashDiscount | null {
  const amount = terms.amount(row, instalment.discountAmount);
  const until = terms.date(row, instalment.discountUntil);
  return amount === null && until === null ? null : { until, days: null, percent: null, amount };
}
