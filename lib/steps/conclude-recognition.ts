import { type Finding, finding } from '../findings/finding.ts';
import { count } from '../observability/metrics.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { failRecognition, type Recognition } from '../storage/recognition-store.ts';
import type { Table } from '../storage/table.ts';
import { ignoreConflict } from './ignore-conflict.ts';

interface Services {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/** The invoice that was recognised in a PDF goes on by itself: the PDF is at its end, and names it. */
export const concludeRecognised = (
  recognised: PayableKey,
  pdf: Recognition,
  services: Services,
): Promise<void> =>
  conclude(pdf, 'NOT_PAYABLE', finding('RECOGNISED_AS', { value: payableName(recognised) }), services);

/** PSB could not recognise a PDF: a person must read it. */
export async function concludeUnrecognised(
  announced: PayableKey,
  pdf: Recognition,
  services: Services,
): Promise<void> {
  await failRecognition(services.table, announced, services.now());
  await conclude(pdf, 'HELD', finding('RECOGNITION_FAILED', { value: payableName(announced) }), services);
}

/**
 * Moves the PDF, unless a person or an earlier announcement brought it to its end. PSB may be faster than the answer
 * to the call that sent the PDF: then the worker who waits for it loses its turn, and finds nothing left to do.
 */
async function conclude(
  pdf: Recognition,
  to: Extract<Status, 'HELD' | 'NOT_PAYABLE'>,
  found: Finding,
  services: Services,
): Promise<void> {
  const { payables, now } = services;
  const payable = await payables.read(pdf);
  if (payable === undefined || (payable.status !== 'HELD' && payable.status !== 'RECEIVED')) return;
  if (payable.status === to && payable.findings.some(({ code }) => code === found.code)) return;
  const moved = move(payable, {
    to,
    at: now(),
    by: 'process-document',
    what: `${found.code}: ${found.value}`,
    dueAt: null,
    change: { findings: [found] },
  });
  const saved = await payables.save(payable, moved).catch(ignoreConflict);
  if (saved === undefined) return conclude(pdf, to, found, services);
  if (to === 'HELD' && payable.status !== 'HELD') count('PayableHeld');
}
