import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import type { Finding } from '../findings/finding.ts';
import { uuidV5 } from '../identifiers/uuid-v5.ts';
import type { Decimal } from '../money/decimal.ts';
import { bicFor } from './bic.ts';
import { normaliseNumber } from './business-document.ts';
import type { ChosenAccount } from './choose-account.ts';
import type { Organisation, Supplier } from './directory.ts';
import { type CodedLine, cents, groupItemLines, toRequestLine } from './draft-line.ts';
import { oneLine } from './one-line.ts';
import type { PaymentRequest } from './payment-request.ts';
import { remittanceReference } from './remittance-reference.ts';
import { checkRequestLimits, largestBody } from './request-limits.ts';
import { safeKey, shortHash } from './safe-key.ts';
import { serialisePaymentRequest } from './serialise-payment-request.ts';

const mostLines = 500;

export interface PaymentRequestParts {
  readonly invoice: Invoice & PaidTerms;
  readonly amount: Decimal;
  readonly organisation: Organisation;
  readonly supplier: Supplier;
  readonly account: ChosenAccount;
  readonly executionDate: IsoDate;
  readonly lines: readonly CodedLine[];
  readonly sourceSystem: string;
  /** SHA-256 of the document when a person approved to pay two of one number, else null. */
  readonly distinguishedBy: string | null;
  /** Which part of the amount due this is, from 1; null when it is paid at once. */
  readonly part: number | null;
}

/** The terms without which nothing is paid, known to be there. */
export interface PaidTerms {
  readonly number: string;
  readonly issueDate: IsoDate;
  readonly currency: string;
}

/**
 * The ERP payment request of an invoice that is to be paid (documents.md 11), with its limits checked. Its keys
 * come from the content alone (design.md 2.3).
 */
export function buildPaymentRequest(parts: PaymentRequestParts): {
  request: PaymentRequest;
  findings: readonly Finding[];
} {
  const { lines } = parts;
  const whole = requestOf(parts, lines.length > mostLines ? groupItemLines(lines) : lines);
  const isTooLarge = serialisePaymentRequest(whole).length > largestBody;
  const request = isTooLarge ? requestOf(parts, groupItemLines(lines)) : whole;
  return {
    request,
    findings: [
      ...remittanceReference(parts.invoice, parts.account).findings,
      ...checkRequestLimits(request, serialisePaymentRequest(request).length),
    ],
  };
}

function requestOf(parts: PaymentRequestParts, lines: readonly CodedLine[]): PaymentRequest {
  const { invoice, organisation, supplier, account } = parts;
  const externalRequestId = externalRequestIdOf(parts);
  return {
    organization_short_code: organisation.shortCode,
    external_request_id: externalRequestId,
    source_system: parts.sourceSystem,
    idempotency_key: idempotencyKeyOf(parts),
    payment_request_number: externalRequestId,
    ...payeeOf(supplier),
    invoice_date: invoice.issueDate,
    requested_execution_date: parts.executionDate,
    amount: cents(parts.amount),
    currency_code: invoice.currency,
    own_bank_account_iban: organisation.ownAccount,
    beneficiary_bank_account: beneficiary(invoice, supplier, account),
    payment_rail: 'SEPA_CT',
    remittance_reference: remittanceReference(invoice, account).text,
    description: describe(invoice, parts.part),
    lines: lines.map(toRequestLine),
    build_instructions: organisation.settlement !== 'psd2',
  };
}

/** SUPPLIER takes number and site, PERSON a number alone (erp.md, documents.md 1). */
function payeeOf({
  payeeType,
  number,
  site,
}: Supplier): Pick<
  PaymentRequest,
  'payee_type' | 'supplier_number' | 'supplier_site_code' | 'person_number'
> {
  if (payeeType === 'PERSON') return { payee_type: payeeType, person_number: number };
  return {
    payee_type: payeeType,
    supplier_number: number,
    ...(site === undefined ? {} : { supplier_site_code: site }),
  };
}

/** The supplier's number is in the key, because invoice numbers are only unique per supplier (documents.md 1). */
function externalRequestIdOf({ invoice, supplier, distinguishedBy, part }: PaymentRequestParts): string {
  const key = safeKey(supplier.number, normaliseNumber(invoice.number));
  const second = distinguishedBy === null ? '' : `~d-${shortHash(distinguishedBy)}`;
  return `${key}${second}${part === null ? '' : `~part-${part}`}`;
}

/** Over receiver, seller, BT-1, BT-2, BT-3 and the part: the same for every delivery of it (documents.md 11). */
const idempotencyKeyOf = ({
  invoice,
  organisation,
  supplier,
  distinguishedBy,
  part,
}: PaymentRequestParts): string =>
  uuidV5(
    organisation.shortCode,
    supplier.number,
    normaliseNumber(invoice.number),
    invoice.issueDate,
    invoice.typeCode ?? '',
    ...(distinguishedBy === null ? [] : [distinguishedBy]),
    ...(part === null ? [] : [`part-${part}`]),
  );

/**
 * The account, with the name and BIC a person approved for it, else those that all its means agree on; banks
 * compare the name with the account (documents.md 8.5).
 */
function beneficiary(
  { seller, payee }: Invoice,
  supplier: Supplier,
  { iban, means }: ChosenAccount,
): PaymentRequest['beneficiary_bank_account'] {
  const approved = supplier.accounts.find((account) => account.iban === iban);
  const bic = bicFor(iban, approved?.bic) ?? onlyOne(means.map(({ account }) => bicFor(iban, account?.bic)));
  const name =
    approved?.name ??
    onlyOne(means.map(({ account }) => account?.name ?? undefined)) ??
    payee?.name ??
    seller.name;
  return {
    iban,
    ...(bic === undefined ? {} : { bic }),
    account_holder_name: oneLine(name ?? ''),
    country_code: iban.slice(0, 2),
    currency_code: null,
  };
}

/** The value that is there and the same everywhere, else none: no guess between two. */
function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const distinct = new Set(values.filter((value) => value !== undefined));
  const [only, second] = distinct;
  return second === undefined ? only : undefined;
}

function describe({ seller, number, lines, notes }: Invoice & PaidTerms, part: number | null): string {
  const subject = lines[0]?.name ?? notes[0];
  const who = seller.name ?? seller.tradingName ?? 'Supplier';
  const which = `${who}, invoice ${number}${part === null ? '' : `, part ${part}`}`;
  return oneLine(`${which}${subject === undefined ? '' : `: ${subject}`}`, 500);
}
