import type { HttpResponse } from '../http/http-response.ts';
import { invalidAnswer } from './bank-call.ts';
import { openIso20022 } from './iso20022-message.ts';
import { transactionStatusFacts } from './transaction-status.ts';

/** One transfer inside a bulk that the bank says something about. */
export interface ItemStatus {
  readonly endToEndId: string;
  readonly transactionStatus: string;
  /** Why, as a code of ISO 20022 (`AC04`) or the bank's own; an open set. */
  readonly reason?: string | undefined;
}

export interface Pain002 {
  readonly transactionStatus: string;
  readonly items: readonly ItemStatus[];
}

/**
 * Reads a pain.002 (psd2.md 4.2): the status of the payment information, else of the group, and of each item that the
 * bank names. Statuses that do not agree are PART: no sum of them may count as settled or failed as a whole. Throws
 * an AcquitError BANK_ANSWER_INVALID.
 */
export function readPain002(response: HttpResponse): Pain002 {
  const [report] = openIso20022(response, 'pain.002').all('CstmrPmtStsRpt');
  if (report === undefined) return invalidAnswer('its pain.002 has no CstmrPmtStsRpt');
  const payments = report.all('OrgnlPmtInfAndSts');
  const items = payments.flatMap((payment) =>
    payment.all('TxInfAndSts').flatMap((item) => {
      const [endToEndId, transactionStatus] = [item.text('OrgnlEndToEndId'), item.text('TxSts')];
      if (endToEndId === null || transactionStatus === null) return [];
      const reason = item.text('StsRsnInf/Rsn/Cd') ?? item.text('StsRsnInf/Rsn/Prtry') ?? undefined;
      return [{ endToEndId, transactionStatus, reason }];
    }),
  );
  const group = report.text('OrgnlGrpInfAndSts/GrpSts');
  const ofPayments = payments.flatMap((payment) => payment.text('PmtInfSts') ?? []);
  const stated = ofPayments.length > 0 ? ofPayments : group === null ? [] : [group];
  const all = stated.length > 0 ? stated : items.map((item) => item.transactionStatus);
  const [first] = all;
  if (first === undefined) return invalidAnswer('its pain.002 has no status');
  const agree =
    all.every((status) => status === first) && !contradicted(first, items) && !overruled(group, first);
  return { transactionStatus: agree ? first : 'PART', items };
}

/** A whole that is final cannot have items on another level. */
function contradicted(status: string, items: readonly ItemStatus[]): boolean {
  const { level, final } = transactionStatusFacts(status);
  return final && items.some((item) => transactionStatusFacts(item.transactionStatus).level !== level);
}

/** A group that is final cannot hold a payment on another level. */
const overruled = (group: string | null, status: string): boolean =>
  group !== null &&
  transactionStatusFacts(group).final &&
  transactionStatusFacts(group).level !== transactionStatusFacts(status).level;
