export interface TransactionStatusFacts {
  /**
   * What it means for us (psd2.md 4.4): `accepted` still carries the bank's risk of refusal, only `settled`
   * proves that money left the account (ACSC) or arrived (ACCC); `mixed` exists for bulks alone.
   */
  readonly level: 'initiated' | 'accepted' | 'settled' | 'failed' | 'mixed' | 'unknown';
  /** The bank will not change it any more. */
  readonly final: boolean;
}

const initiated: TransactionStatusFacts = { level: 'initiated', final: false };
const accepted: TransactionStatusFacts = { level: 'accepted', final: false };
const settled: TransactionStatusFacts = { level: 'settled', final: true };
const failed: TransactionStatusFacts = { level: 'failed', final: true };

const transactionStatuses: Readonly<Record<string, TransactionStatusFacts>> = {
  RCVD: initiated,
  PDNG: initiated,
  PATC: initiated,
  ACTC: accepted,
  ACCP: accepted,
  ACFC: accepted,
  ACWC: accepted,
  ACWP: accepted,
  ACSP: accepted,
  ACSC: settled,
  ACCC: settled,
  PART: { level: 'mixed', final: false },
  RJCT: failed,
  CANC: failed,
};

/** The facts of a transactionStatus of ISO 20022; a code that is not known is never final and no error. */
export const transactionStatusFacts = (code: string): TransactionStatusFacts =>
  (Object.hasOwn(transactionStatuses, code) ? transactionStatuses[code] : undefined) ?? {
    level: 'unknown',
    final: false,
  };
