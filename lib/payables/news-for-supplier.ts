import type { Payable } from './payable.ts';

/**
 * Whether a move may lead to an Invoice Response, or to the end of the document at PSB: whoever writes the move
 * writes with it that there may be something to say, so that no worker can die in between (design.md 2.1). What is
 * said is decided later, from the record.
 */
export function isNewsForSupplier(previous: Payable, next: Payable): boolean {
  const { responses, removeAtPsb, status, erp } = next;
  const hasMoved = previous.status !== status;
  if (removeAtPsb === true && hasMoved) return true;
  if (responses === undefined) return false;
  // An organisation that tells of refusals only pays for no other write.
  if (responses === 'rejections') return hasMoved && status === 'REJECTED';
  return hasMoved || previous.erp?.intakeStatus !== erp?.intakeStatus;
}
