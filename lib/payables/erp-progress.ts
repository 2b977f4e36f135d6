import { type Finding, finding } from '../findings/finding.ts';
import type { Payable } from './payable.ts';
import type { Status } from './lifecycle.ts';

/** What the ERP says of a payment request, as far as it moves a payable (erp.md, the resource). */
export interface ErpNews {
  readonly intakeStatus: string;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
}

export interface Progress {
  readonly to: Status;
  readonly finding: Finding | null;
}

/**
 * Where the ERP's intake status takes a payable; undefined for a status that is unknown or changes nothing,
 * which is mirrored and no more. PAID is the ERP's proof (design.md 2.4); PAYMENT_BUILT is the end of its part
 * only when the bank is ours to instruct; VALIDATION_FAILED holds, and a later good status takes the payable
 * out of the hold again, because the cause was cured in the ERP.
 */
export function erpProgress(
  payable: Pick<Payable, 'status' | 'settlement'>,
  news: ErpNews,
): Progress | undefined {
  const reason =
    [news.lastErrorCode, news.lastErrorMessage].filter((part) => part !== null).join(': ') || null;
  switch (news.intakeStatus) {
    case 'PAID':
      return { to: 'PAID', finding: null };
    case 'FAILED':
      return { to: 'FAILED', finding: finding('ERP_PAYMENT_FAILED', { value: reason }) };
    case 'VALIDATION_FAILED':
      if (payable.status === 'HELD') return undefined;
      return { to: 'HELD', finding: finding('ERP_VALIDATION_FAILED', { value: reason }) };
    case 'PAYMENT_BUILT':
      if (payable.settlement === 'psd2' && payable.status === 'SUBMITTED') {
        return { to: 'PAYMENT_BUILT', finding: null };
      }
      return payable.status === 'HELD' ? { to: 'SUBMITTED', finding: null } : undefined;
    case 'INSTRUCTION_BUILT':
    case 'PROCESSING':
      // Somebody has the ERP itself pay it: it must not be authorised at the bank as well.
      if (payable.status === 'PAYMENT_BUILT') return { to: 'SUBMITTED', finding: null };
      return payable.status === 'HELD' ? { to: 'SUBMITTED', finding: null } : undefined;
    case 'READY_FOR_PAYMENT':
      return payable.status === 'HELD' ? { to: 'SUBMITTED', finding: null } : undefined;
    default:
      return undefined;
  }
}
