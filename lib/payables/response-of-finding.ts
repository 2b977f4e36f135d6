import type { FindingCode } from '../findings/catalogue.ts';
import { isApproved } from './approvable.ts';
import type { ActionCode, ReasonCode } from './invoice-response.ts';
import type { Payable } from './payable.ts';

/** What the supplier is told about a finding (documents.md 12). */
export interface FindingResponse {
  /**
   * - `RE`: the supplier must cure it with a new document;
   * - `UQ`: information is missing, and is asked for while the payable is held;
   * - `person`: told only once a person rejected the invoice: the question needs a look from our side first.
   */
  readonly says: 'RE' | 'UQ' | 'person';
  readonly reason: ReasonCode;
  readonly action: ActionCode;
  /** What of the finding helps: its term, its term and value, or the accounts in its value, masked. */
  readonly shows?: 'term' | 'value' | 'account';
}

const table = {
  UNSUPPORTED_PROFILE: { says: 'RE', reason: 'OTH', action: 'NIN', shows: 'value' },
  TERM_MISSING: { says: 'RE', reason: 'LEG', action: 'NIN', shows: 'term' },
  INDICATOR_INVALID: { says: 'RE', reason: 'LEG', action: 'NIN', shows: 'term' },
  AMOUNT_INVALID: { says: 'RE', reason: 'LEG', action: 'NIN', shows: 'value' },
  DATE_INVALID: { says: 'RE', reason: 'LEG', action: 'NIN', shows: 'value' },
  TOTALS_INCONSISTENT: { says: 'RE', reason: 'LEG', action: 'NIN', shows: 'value' },
  // The buyer may be a private person.
  RECEIVER_UNKNOWN: { says: 'RE', reason: 'REC', action: 'NIN' },
  IBAN_INVALID: { says: 'RE', reason: 'FIN', action: 'NIN', shows: 'account' },

  NOT_AN_INVOICE_PROFILE: { says: 'UQ', reason: 'OTH', action: 'NIN', shows: 'value' },
  NOT_IBAN: { says: 'UQ', reason: 'FIN', action: 'PIN' },
  RAIL_NOT_SUPPORTED: { says: 'UQ', reason: 'FIN', action: 'PIN' },
  NO_BENEFICIARY_ACCOUNT: { says: 'UQ', reason: 'FIN', action: 'PIN' },
  NO_PAYMENT_DATA: { says: 'UQ', reason: 'FIN', action: 'PIN' },
  PAYMENT_SUM_DEVIATES: { says: 'UQ', reason: 'FIN', action: 'PIN' },
  NO_DUE_DATE: { says: 'UQ', reason: 'PAY', action: 'PIN' },
  DUE_DATE_DOUBTFUL: { says: 'UQ', reason: 'PAY', action: 'PIN', shows: 'value' },
  BUYER_REFERENCE_MISSING: { says: 'UQ', reason: 'REF', action: 'PIN', shows: 'term' },

  // "UQ if no contract": only a person knows.
  SUPPLIER_UNKNOWN: { says: 'person', reason: 'UNR', action: 'PIN' },
  MULTIPLE_ACCOUNTS: { says: 'person', reason: 'FIN', action: 'NIN' },
  CONFLICTING_PAYMENT_MEANS: { says: 'person', reason: 'FIN', action: 'NIN' },
  PAYEE_DIFFERS: { says: 'person', reason: 'FIN', action: 'PIN' },
  TERM_REPEATED: { says: 'person', reason: 'LEG', action: 'NIN', shows: 'term' },
  LINE_STATUS_UNKNOWN: { says: 'person', reason: 'LEG', action: 'NIN' },
  DUPLICATE_NUMBER: { says: 'person', reason: 'OTH', action: 'NOA' },
} as const satisfies Partial<Record<FindingCode, FindingResponse>>;

/** A code that the supplier may be told about. */
export type AnsweredCode = keyof typeof table;

/** Every other code, also one that this version does not know, is internal: no word of it leaves. */
export const responseOfFinding: Readonly<Record<AnsweredCode, FindingResponse>> = table;

const isAnswered = (code: string): code is AnsweredCode => Object.hasOwn(table, code);

/** A stored finding that the supplier may be told about. */
export type AnsweredFinding = Pick<Payable['findings'][number], 'term' | 'value'> & {
  readonly code: AnsweredCode;
};

/** The findings of payables that the supplier may be told about, without those that a person approved. */
export const answeredFindings = (
  payables: readonly Pick<Payable, 'findings' | 'approvals'>[],
): AnsweredFinding[] =>
  payables.flatMap(({ findings, approvals }) =>
    findings.flatMap(({ code, term, value }) =>
      isAnswered(code) && !isApproved(code, approvals) ? [{ code, term, value }] : [],
    ),
  );
