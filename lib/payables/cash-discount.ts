import type { CashDiscount, Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  compare,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isPositive,
  multiply,
} from '../money/decimal.ts';
import { addDays } from '../documents/add-days.ts';

interface Offer {
  readonly discount: CashDiscount;
  /** The amount that the percentage is of. */
  readonly base: Decimal | null;
}

/**
 * The cash discounts that can still be taken, structured (CII EXTENDED, FatturaPA) or in the German form inside
 * BT-20, each with its last day and what it would save. They are told to a person and never taken
 * (documents.md 8.4).
 */
export function cashDiscounts(invoice: Invoice, today: IsoDate): Finding[] {
  const offers = [...structured(invoice), ...skonto(invoice)];
  const texts = offers.flatMap((offer) => describe(offer, invoice, today) ?? []);
  return [...new Set(texts)].map((value) => finding('CASH_DISCOUNT', { value }));
}

const structured = ({ paymentTerms, totals }: Invoice): Offer[] =>
  paymentTerms.flatMap(({ discount, amount }) =>
    discount === null ? [] : [{ discount, base: amount ?? totals.payable }],
  );

/** Upper case, two decimals, a line of its own; what is written otherwise stays text (documents.md 8.4). */
const skontoLine = /^#SKONTO#TAGE=(\d{1,3})#PROZENT=(\d{1,2}\.\d{2})#(?:BASISBETRAG=(\d+\.\d{2})#)?$/;

const skonto = ({ paymentTerms, totals }: Invoice): Offer[] =>
  paymentTerms
    .flatMap(({ note }) => note?.split(/\r?\n/) ?? [])
    .flatMap((line) => {
      const [, days, percent, base] = skontoLine.exec(line) ?? [];
      if (days === undefined || percent === undefined) return [];
      const discount = { until: null, days: decimal(days), percent: decimal(percent), amount: null };
      return [{ discount, base: base === undefined ? totals.payable : decimal(base) }];
    });

/** `2026-11-16: 3.63 EUR`; undefined when the day has passed or nothing can be saved. */
function describe({ discount, base }: Offer, invoice: Invoice, today: IsoDate): string | undefined {
  const until = discount.until ?? afterDays(invoice.issueDate, discount.days);
  if (until === null || until < today) return undefined;
  const saving = discount.amount ?? percentOf(base, discount.percent);
  const { payable } = invoice.totals;
  if (saving === null || payable === null) return undefined;
  const isOffer = isPositive(saving) && compare(saving, payable) < 0;
  return isOffer ? `${until}: ${saving} ${invoice.currency ?? ''}`.trim() : undefined;
}

const hundred = decimal('100');

const percentOf = (base: Decimal | null, percent: Decimal | null): Decimal | null =>
  base === null || percent === null || isNegative(base) ? null : divide(multiply(base, percent), hundred, 2);

/** Days are counted from the issue date; what is no whole number of days within a year is no offer. */
function afterDays(issueDate: IsoDate | null, days: Decimal | null): IsoDate | null {
  if (issueDate === null || days === null || !/^\+?\d{1,3}(\.0+)?$/.test(days)) return null;
  return addDays(issueDate, Number(days)); // days, not money
}
