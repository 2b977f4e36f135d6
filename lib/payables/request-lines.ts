import type { AllowanceOrCharge, Invoice, InvoiceLine, VatRow } from '../documents/invoice.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  equals,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from '../money/decimal.ts';
import { accountCodeFinder } from './coding.ts';
import type { Organisation, Supplier } from './directory.ts';
import { type CodedLine, cents, type DraftLine } from './draft-line.ts';
import { oneLine } from './one-line.ts';

/** UNCL 7161 reasons of charges that are freight (documents.md 11). */
const freightReasons: ReadonlySet<string> = new Set('FC DL SAA FAB FAC TV TT AAT ADZ ID RE'.split(' '));
const longestDescription = 500;

export interface RequestLines {
  /** In document order, adding up to BT-115; null when a finding keeps them from being complete. */
  readonly lines: readonly CodedLine[] | null;
  readonly findings: readonly Finding[];
}

/**
 * The invoice as lines of a payment request (documents.md 11): ITEM per line, FREIGHT, DISCOUNT and other
 * charges, TAX per VAT row, what was paid before and the rounding; each in cents with its account code, together
 * exactly BT-115.
 */
export function requestLines(invoice: Invoice, organisation: Organisation, supplier: Supplier): RequestLines {
  const drafts = balance(draftLines(invoice, organisation, supplier), invoice.totals.payable ?? zero);
  if (drafts === null) {
    const message = 'The lines, charges and taxes do not add up to the amount due.';
    return { lines: null, findings: [finding('TOTALS_INCONSISTENT', { message })] };
  }
  const lines = drafts.filter(isCoded);
  return { lines: lines.length === drafts.length ? lines : null, findings: missingCodes(drafts) };
}

const isCoded = (line: DraftLine): line is CodedLine => line.accountCode !== undefined;

function draftLines(invoice: Invoice, organisation: Organisation, supplier: Supplier): DraftLine[] {
  const { coding } = organisation;
  const codeFor = accountCodeFinder(invoice, organisation, supplier);

  const item = (line: InvoiceLine): DraftLine => ({
    type: 'ITEM',
    purpose: `line ${line.id ?? '?'}`,
    description: describeLine(line),
    exact: line.amount ?? zero,
    amount: cents(line.amount ?? zero),
    quantity: line.quantity,
    price: line.price,
    baseQuantity: line.baseQuantity,
    vatRate: line.vatRate,
    accountCode: codeFor({ reference: line.accountingReference, vatCategory: line.vatCategory }),
  });

  const other = (
    purpose: string,
    type: DraftLine['type'],
    text: string | null,
    amount: Decimal,
    accountCode: string | undefined,
    vatRate: Decimal | null = null,
  ): DraftLine => ({
    type,
    purpose,
    description: oneLine(text ?? purpose, longestDescription) || purpose,
    exact: amount,
    amount: cents(amount),
    quantity: null,
    price: null,
    baseQuantity: null,
    vatRate,
    accountCode,
  });

  const chargeOrAllowance = (one: AllowanceOrCharge): DraftLine => {
    const own = codeFor({ reference: null, vatCategory: one.vatCategory });
    const amount = one.amount ?? zero;
    if (!one.isCharge) {
      return other(
        'allowance',
        discountType(negate(amount)),
        one.reason,
        negate(amount),
        coding.discount ?? own,
        one.vatRate,
      );
    }
    return freightReasons.has(one.reasonCode ?? '')
      ? other('freight charge', 'FREIGHT', one.reason, amount, coding.freight ?? own, one.vatRate)
      : other('charge', 'ITEM', one.reason, amount, own, one.vatRate);
  };

  const prepaid = negate(invoice.totals.prepaid ?? zero);
  return [
    ...invoice.lines.map(item),
    ...[
      ...invoice.allowancesAndCharges.map(chargeOrAllowance),
      ...invoice.thirdPartyPayments.map((amount) =>
        other('third-party amount', 'ITEM', null, amount, codeFor({ reference: null, vatCategory: null })),
      ),
      ...invoice.vatBreakdown.map((row) =>
        other('VAT', 'TAX', describeVat(row), row.amount ?? zero, coding.tax, row.rate),
      ),
      other('prepaid amount', discountType(prepaid), 'Already paid', prepaid, coding.prepaid),
      other('rounding', 'ITEM', 'Rounding', invoice.totals.rounding ?? zero, coding.rounding),
    ].filter(({ exact }) => !isZero(exact)),
  ];
}

/** The ERP's DISCOUNT lines are negative (documents.md 1); an allowance that adds money is none. */
const discountType = (amount: Decimal): DraftLine['type'] => (isNegative(amount) ? 'DISCOUNT' : 'ITEM');

const describeVat = ({ category, rate }: VatRow): string =>
  ['VAT', category, rate === null ? null : `${rate} %`].filter((part) => part !== null).join(' ');

function describeLine(line: InvoiceLine): string {
  const distinct = new Set(
    [line.name, line.description].filter((text) => text !== null && text.trim() !== ''),
  );
  return oneLine([...distinct].join(' - '), longestDescription) || `Line ${line.id ?? ''}`.trim();
}

const cent = decimal('0.01');

/**
 * Amounts with more than two decimals were rounded one by one; the remainder goes to the largest part
 * (documents.md 9.2). Null when the gap is more than rounding can explain.
 */
function balance(drafts: DraftLine[], payable: Decimal): DraftLine[] | null {
  const gap = subtract(payable, sum(drafts.map((draft) => draft.amount)));
  if (isZero(gap)) return drafts;
  const rounded = drafts.filter(({ exact, amount }) => !equals(exact, amount)).length;
  const explained = multiply(cent, decimal(String(rounded)));
  const largest = drafts.reduce<DraftLine | undefined>(
    (best, draft) => (best === undefined || isLarger(draft, best) ? draft : best),
    undefined,
  );
  if (largest === undefined || compare(absolute(gap), explained) > 0) return null;
  return drafts.map((draft) =>
    draft === largest ? { ...draft, amount: cents(add(draft.amount, gap)) } : draft,
  );
}

const isLarger = (a: DraftLine, b: DraftLine): boolean => compare(absolute(a.amount), absolute(b.amount)) > 0;

/** One finding for all lines without a code, and one for prepaid and rounding, which have codes of their own. */
function missingCodes(drafts: readonly DraftLine[]): Finding[] {
  const missing = [...new Set(drafts.filter((draft) => !isCoded(draft)).map((draft) => draft.purpose))];
  const isReview = (purpose: string): boolean => purpose === 'prepaid amount' || purpose === 'rounding';
  const report = (code: FindingCode, purposes: string[]): Finding[] => {
    if (purposes.length === 0) return [];
    const named = purposes.length > 5 ? `${purposes.slice(0, 5).join(', ')} and more` : purposes.join(', ');
    return [finding(code, { value: named, message: `No account code could be found for: ${named}.` })];
  };
  return [
    ...report(
      'CODING_MISSING',
      missing.filter((purpose) => !isReview(purpose)),
    ),
    ...report('PREPAID_REVIEW', missing.filter(isReview)),
  ];
}
