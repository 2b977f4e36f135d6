import type { Invoice } from '../documents/invoice.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  equals,
  isZero,
  multiply,
  subtract,
  sum,
  zero,
} from '../money/decimal.ts';
import type { Organisation, Supplier } from './directory.ts';
import { type CodedLine, cents, type DraftLine, type LinePurpose } from './draft-line.ts';
import { draftLines } from './draft-lines.ts';
import { isFatturapa } from './profile.ts';
import { takeOutTax } from './take-out-tax.ts';

export interface RequestLines {
  /** In document order, adding up to BT-115; null when a finding keeps them from being complete. */
  readonly lines: readonly CodedLine[] | null;
  readonly findings: readonly Finding[];
}

/**
 * The invoice as lines of a payment request (documents.md 11): ITEM per line, FREIGHT, DISCOUNT and other
 * charges, TAX per VAT row, what was paid before, the rounding and what is withheld; each in cents with its account
 * code, together exactly BT-115.
 */
export function requestLines(invoice: Invoice, organisation: Organisation, supplier: Supplier): RequestLines {
  const gross = draftLines(invoice, organisation, supplier);
  const net = invoice.isTaxIncluded ? takeOutTax(gross, invoice.vatBreakdown) : gross;
  const drafts = net === null ? null : balance(net, invoice.totals.payable ?? zero, instalmentsOf(invoice));
  if (drafts === null) return { lines: null, findings: [doNotAddUp(invoice)] };
  const lines = drafts.filter(isCoded);
  return { lines: lines.length === drafts.length ? lines : null, findings: missingCodes(drafts) };
}

const isCoded = (line: DraftLine): line is CodedLine => line.coding !== undefined;

/** FatturaPA has no total to pay and fails sums often, so that a person decides (documents.md 6.2). */
const doNotAddUp = (invoice: Invoice): Finding =>
  finding(isFatturapa(invoice) ? 'PAYMENT_SUM_DEVIATES' : 'TOTALS_INCONSISTENT', {
    message: 'The lines, charges and taxes do not add up to the amount due.',
    nl: 'De regels, toeslagen en belastingen zijn samen niet het te betalen bedrag.',
  });

/** The instalments of FatturaPA may each be a cent beside the document (documents.md 6.2). */
const instalmentsOf = (invoice: Invoice): number =>
  isFatturapa(invoice) ? invoice.paymentTerms.filter(({ amount }) => amount !== null).length : 0;

const cent = decimal('0.01');

/**
 * Amounts with more than two decimals were rounded one by one, and instalments besides; the remainder goes to the
 * largest part (documents.md 9.2). Null when the gap is more than rounding can explain.
 */
function balance(drafts: DraftLine[], payable: Decimal, instalments: number): DraftLine[] | null {
  const gap = subtract(payable, sum(drafts.map((draft) => draft.amount)));
  if (isZero(gap)) return drafts;
  const rounded = drafts.filter(({ exact, amount }) => !equals(exact, amount)).length;
  const explained = multiply(cent, decimal(String(rounded + instalments)));
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

/** What only an account code of its own can be booked on, with the finding that asks for it. */
const reviews: Readonly<Partial<Record<LinePurpose, FindingCode>>> = {
  prepaid: 'PREPAID_REVIEW',
  rounding: 'PREPAID_REVIEW',
  withheld: 'WITHHOLDING_REVIEW',
};

/** One finding of each code for all lines without an account code, naming the first few. */
function missingCodes(drafts: readonly DraftLine[]): Finding[] {
  const missing = Map.groupBy(
    drafts.filter((draft) => !isCoded(draft)),
    ({ purpose }): FindingCode => reviews[purpose] ?? 'CODING_MISSING',
  );
  return [...missing].map(([code, lines]) => {
    const english = nameAll(lines, 'en');
    return finding(code, {
      value: english,
      message: `No account code could be found for: ${english}.`,
      nl: `Er is geen grootboekrekening gevonden voor: ${nameAll(lines, 'nl')}.`,
    });
  });
}

const names: Readonly<Record<LinePurpose, Readonly<Record<'en' | 'nl', string>>>> = {
  line: { en: 'line', nl: 'regel' },
  allowance: { en: 'allowance', nl: 'korting' },
  charge: { en: 'charge', nl: 'toeslag' },
  freight: { en: 'freight charge', nl: 'vrachtkosten' },
  'third-party': { en: 'third-party amount', nl: 'bedrag voor derden' },
  vat: { en: 'VAT', nl: 'btw' },
  prepaid: { en: 'prepaid amount', nl: 'vooruitbetaald bedrag' },
  rounding: { en: 'rounding', nl: 'afronding' },
  withheld: { en: 'withheld tax', nl: 'ingehouden belasting' },
};

function nameAll(lines: readonly DraftLine[], language: 'en' | 'nl'): string {
  const all = lines.map(({ purpose, id }) => {
    const name = names[purpose][language];
    return purpose === 'line' ? `${name} ${id ?? '?'}` : name;
  });
  const distinct = [...new Set(all)];
  const more = { en: 'and more', nl: 'en meer' }[language];
  return distinct.length > 5 ? `${distinct.slice(0, 5).join(', ')} ${more}` : distinct.join(', ');
}
