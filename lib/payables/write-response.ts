import type { FindingCode } from '../findings/catalogue.ts';
import { parseDecimal, sum } from '../money/decimal.ts';
import { isApproved } from './approvable.ts';
import { cents } from './draft-line.ts';
import { type ActionCode, type InvoiceResponse, longestResponseText } from './invoice-response.ts';
import type { Payable } from './payable.ts';
import { type AnsweredFinding, answeredFindings, responseOfFinding } from './response-of-finding.ts';
import { responseTexts } from './response-texts.ts';
import type { SupplierTexts } from './response-texts/supplier-texts.ts';
import { shownInResponse } from './shown-in-response.ts';
import { supplierLanguage } from './supplier-language.ts';

/** The payables of one document, the first of them first. */
type Payables = readonly [Payable, ...Payable[]];

/**
 * The question about what is missing in a document that is held (documents.md 12): UQ with every question that its
 * findings ask. Undefined when none does, or when a person has to settle first whether anything is to be asked.
 */
export function question(payables: Payables): InvoiceResponse | undefined {
  const held = payables.filter(({ status }) => status === 'HELD');
  if (has(held, personFirst)) return undefined;
  const asked = answeredFindings(held).filter(({ code }) => responseOfFinding[code].says === 'UQ');
  if (asked.length === 0) return undefined;
  const texts = textsFor(payables);
  return { status: 'UQ', reasons: reasonsOf(asked, texts), actions: actionsOf(asked, texts) };
}

/**
 * Whether it is a claim, whose it is, whether it was read right and whether we are being deceived come before every
 * question about paying it; and whoever a person has to call about a new account is not asked anything by reply.
 */
const personFirst: readonly FindingCode[] = [
  'NEW_BANK_ACCOUNT',
  'PAYEE_DIFFERS',
  'KIND_DOUBTFUL',
  'CORRECTIVE_INVOICE',
  'DUPLICATE_NUMBER',
  'SUPPLIER_UNKNOWN',
  'SUPPLIER_AMBIGUOUS',
  'NORMALISED_COPY',
];

/** Whether one of the codes was found, and is not approved. */
const has = (payables: readonly Payable[], codes: readonly FindingCode[]): boolean =>
  payables.some(({ findings, approvals }) =>
    codes.some((code) => findings.some((found) => found.code === code) && !isApproved(code, approvals)),
  );

/**
 * The refusal of a document whose payables are all REJECTED: RE with what the supplier must cure or, when a person
 * rejected it, with what was found, or with no more than that we cannot accept it: what the person wrote about it
 * is for us. Undefined when the amount may be paid all the same, so that a new invoice would be paid twice, and when
 * the defect may be one of PSB's copy.
 */
export function refusal(payables: Payables): InvoiceResponse | undefined {
  const answered = answeredFindings(payables);
  // A new invoice about a number that is paid already would be paid as well.
  const repeated = answered.filter(({ code }) => code === 'DUPLICATE_NUMBER');
  const found = repeated.length > 0 ? repeated : answered;
  const mustCure = found.filter(({ code }) => responseOfFinding[code].says === 'RE');
  if (payables.some(wasSent) || has(payables, ['NORMALISED_COPY'])) return undefined;
  if (mustCure.length === 0 && has(payables, paidByHand)) return undefined;
  const texts = textsFor(payables);
  const told = mustCure.length > 0 ? mustCure : found;
  if (told.length === 0) return { status: 'RE', reasons: { OTH: texts.refused } };
  return { status: 'RE', reasons: reasonsOf(told, texts), actions: actionsOf(told, texts, 'refused') };
}

/** What the ERP ever had may still be paid there, or was paid by hand when it failed (documents.md 12). */
const wasSent = ({ erp, bank }: Payable): boolean =>
  erp?.sentAt !== undefined || erp?.sentAs !== undefined || erp?.id !== undefined || bank !== undefined;

/** Findings whose remedy is to settle the invoice outside Acquit and then to reject the payable. */
const paidByHand: readonly FindingCode[] = [
  'NO_PAYMENT_DATA',
  'PAYMENT_SUM_DEVIATES',
  'NOT_IBAN',
  'RAIL_NOT_SUPPORTED',
  'BILL_OF_EXCHANGE',
  'PAYMENT_SLIP',
  'SPLIT_ACCOUNTS',
  'INSTALMENTS',
  'PARTS_UNDECIDABLE',
  'PAYER_DIFFERS',
  'CURRENCY_NOT_SUPPORTED',
  'CASH_DISCOUNT',
  'CORRECTIVE_INVOICE',
  'NOT_AN_INVOICE_PROFILE',
  'REQUEST_LIMIT_EXCEEDED',
  'REQUEST_SENT_BEFORE',
  'PAYMENT_MEANS_UNDECIDED',
  // Nothing is wrong with the invoice.
  'STEP_KEEPS_FAILING',
  'STORED_BYTES_DAMAGED',
];

/**
 * PD for an invoice of which only some parts were paid: PPD with the amount (psb.md 3.3). Nothing follows it, so it is
 * undefined while another part may be paid all the same, by the ERP or by hand.
 */
export function paidInPart(payables: Payables): InvoiceResponse | undefined {
  const refused = payables.filter(({ status }) => status === 'REJECTED');
  if (refused.some(wasSent) || has(refused, paidByHand)) return undefined;
  const paid = payables.filter(({ status }) => status === 'PAID');
  const total = cents(sum(paid.flatMap(({ request }) => parseDecimal(request?.amount ?? '') ?? [])));
  // Requests are in euro (documents.md 8.7).
  const amount = `${supplierLanguage(payables[0]) === 'en' ? total : total.replace('.', ',')} EUR`;
  return { status: 'PD', reasons: { PPD: textsFor(payables).partlyPaid(amount) } };
}

const textsFor = ([first]: Payables): SupplierTexts => responseTexts[supplierLanguage(first)];

function reasonsOf(found: readonly AnsweredFinding[], texts: SupplierTexts) {
  const byCode = Map.groupBy(found, ({ code }) => code);
  return gathered(
    [...byCode].map(([code, same]) => {
      const shown = shownInResponse(same, responseOfFinding[code].shows);
      const { wrong } = texts.findings[code];
      return [responseOfFinding[code].reason, `${wrong}${shown === '' ? '' : ` (${shown})`}.`];
    }),
  );
}

/** What was a question becomes, once the invoice is refused, the wish for a better one. */
function actionsOf(found: readonly AnsweredFinding[], texts: SupplierTexts, how?: 'refused') {
  return gathered(
    found.map(({ code }): [ActionCode, string] => {
      const { says, action } = responseOfFinding[code];
      const { cure } = texts.findings[code];
      return how === 'refused' && says === 'UQ' ? ['NIN', texts.resend] : [action, cure];
    }),
  );
}

/** The texts of each code one after the other, each once, as many as fit. */
function gathered<Code extends string>(entries: readonly (readonly [Code, string])[]) {
  const gathered: Partial<Record<Code, string>> = {};
  for (const [code, text] of entries) {
    const before = gathered[code];
    if (before?.includes(text)) continue;
    const longer = before === undefined ? text : `${before} ${text}`;
    if (longer.length <= longestResponseText) gathered[code] = longer;
  }
  return gathered;
}
