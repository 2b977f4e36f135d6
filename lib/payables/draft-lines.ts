import type { AllowanceOrCharge, Invoice, InvoiceLine, VatRow, Withholding } from '../documents/invoice.ts';
import { type Decimal, isNegative, isZero, negate, zero } from '../money/decimal.ts';
import { accountCodeFinder, type LineCoding, ownCode } from './coding.ts';
import type { Organisation, Supplier } from './directory.ts';
import { cents, type DraftLine } from './draft-line.ts';
import { oneLine } from './one-line.ts';

/** UNCL 7161 reasons of charges that are freight (documents.md 11). */
const freightReasons: ReadonlySet<string> = new Set('FC DL SAA FAB FAC TV TT AAT ADZ ID RE'.split(' '));
const longestDescription = 500;

/**
 * Everything in the invoice that makes up the amount due, as lines of the request, in document order (documents.md
 * 11): the lines that count, allowances and charges, third-party amounts, VAT, what was paid before, the rounding
 * and what is withheld. Amounts beside the lines are left out when they are zero.
 */
export function draftLines(invoice: Invoice, organisation: Organisation, supplier: Supplier): DraftLine[] {
  const codeFor = accountCodeFinder(invoice, organisation, supplier);
  const plain = codeFor({ reference: null, vatCategory: null });
  const { prepaid, rounding } = invoice.totals;
  const alreadyPaid = negate(prepaid ?? zero);

  const line = (one: InvoiceLine): DraftLine => {
    const cost = codeFor({ reference: one.accountingReference, vatCategory: one.vatCategory });
    const amount = one.amount ?? zero;
    const { type, coding } = kindOfLine(one.purpose, amount, cost, organisation);
    return {
      ...draft({ type, purpose: 'line', description: describeLine(one), amount, coding }),
      id: one.id,
      quantity: one.quantity,
      price: one.price,
      baseQuantity: one.baseQuantity,
      vatCategory: one.vatCategory,
      vatRate: one.vatRate,
    };
  };

  const allowanceOrCharge = (one: AllowanceOrCharge): DraftLine => {
    const cost = codeFor({ reference: null, vatCategory: one.vatCategory });
    const amount = one.isCharge ? (one.amount ?? zero) : negate(one.amount ?? zero);
    const isFreight = one.isFreight || freightReasons.has(one.reasonCode ?? '');
    const purpose = one.isCharge ? (isFreight ? 'freight' : 'charge') : 'allowance';
    const { type, coding } = kindOfLine(linePurposes[purpose], amount, cost, organisation);
    const description = oneLine(one.reason ?? '', longestDescription) || words[purpose];
    return {
      ...draft({ type, purpose, description, amount, coding }),
      vatCategory: one.vatCategory,
      vatRate: one.vatRate,
    };
  };

  const vat = (row: VatRow): DraftLine => ({
    ...draft({
      type: 'TAX',
      purpose: 'vat',
      description: describeVat(row),
      amount: row.amount ?? zero,
      coding: ownCode(organisation, 'tax'),
    }),
    vatCategory: row.category,
    vatRate: row.rate,
  });

  const withheld = ({ amount, kind, reason }: Withholding): DraftLine =>
    draft({
      type: discountType(negate(amount ?? zero)),
      purpose: 'withheld',
      description: oneLine(`${withheldWords[kind]} ${reason ?? ''}`, longestDescription),
      amount: negate(amount ?? zero),
      coding: ownCode(organisation, 'withheld'),
    });

  return [
    ...invoice.lines.map(line),
    ...[
      ...invoice.allowancesAndCharges.map(allowanceOrCharge),
      ...invoice.thirdPartyPayments.map((amount) =>
        draft({
          type: 'ITEM',
          purpose: 'third-party',
          description: words['third-party'],
          amount,
          coding: plain,
        }),
      ),
      ...invoice.vatBreakdown.map(vat),
      draft({
        type: discountType(alreadyPaid),
        purpose: 'prepaid',
        description: words.prepaid,
        amount: alreadyPaid,
        coding: ownCode(organisation, 'prepaid'),
      }),
      draft({
        type: 'ITEM',
        purpose: 'rounding',
        description: words.rounding,
        amount: rounding ?? zero,
        coding: ownCode(organisation, 'rounding'),
      }),
      ...invoice.withholdings.map(withheld),
    ].filter(({ exact }) => !isZero(exact)),
  ];
}

/** The description of an amount that the document gives none. */
const words = {
  allowance: 'allowance',
  charge: 'charge',
  freight: 'freight charge',
  'third-party': 'third-party amount',
  prepaid: 'Already paid',
  rounding: 'Rounding',
} as const;

const withheldWords: Readonly<Record<Withholding['kind'], string>> = {
  'withholding-tax': 'Withholding tax',
  'split-payment-vat': 'VAT by split payment',
};

const linePurposes = { allowance: 'discount', charge: 'item', freight: 'freight' } as const;

/** Freight and discounts have codes of their own, and without one the code of any other cost. */
function kindOfLine(
  purpose: InvoiceLine['purpose'],
  amount: Decimal,
  cost: LineCoding | undefined,
  organisation: Organisation,
): Pick<DraftLine, 'type' | 'coding'> {
  if (purpose === 'item') return { type: 'ITEM', coding: cost };
  const coding = ownCode(organisation, purpose) ?? cost;
  return { type: purpose === 'freight' ? 'FREIGHT' : discountType(amount), coding };
}

/** The ERP's DISCOUNT lines are negative (documents.md 1); an allowance that adds money is none. */
const discountType = (amount: Decimal): DraftLine['type'] => (isNegative(amount) ? 'DISCOUNT' : 'ITEM');

const draft = ({
  amount,
  ...line
}: Pick<DraftLine, 'type' | 'purpose' | 'description' | 'amount' | 'coding'>): DraftLine => ({
  ...line,
  id: null,
  exact: amount,
  amount: cents(amount),
  quantity: null,
  price: null,
  baseQuantity: null,
  vatCategory: null,
  vatRate: null,
});

const describeVat = ({ category, rate }: VatRow): string =>
  ['VAT', category, rate === null ? null : `${rate} %`].filter((part) => part !== null).join(' ');

function describeLine(line: InvoiceLine): string {
  const distinct = new Set(
    [line.name, line.description].filter((text) => text !== null && text.trim() !== ''),
  );
  return oneLine([...distinct].join(' - '), longestDescription) || `Line ${line.id ?? ''}`.trim();
}
