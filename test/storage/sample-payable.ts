import { appendHistory } from '../../lib/payables/history.ts';
import type { Status } from '../../lib/payables/lifecycle.ts';
import type { Payable } from '../../lib/payables/payable.ts';

const at = '2026-11-20T10:00:00.000Z';

/** A payable that was just announced; change what a test is about. */
export const samplePayable = (changes: Partial<Payable> = {}): Payable => {
  const status: Status = changes.status ?? 'RECEIVED';
  return {
    party: '0106:27318465',
    documentId: '3f0c8c1e-0000-4000-8000-000000000001',
    partyAsReceived: 'NL:KVK:27318465',
    status,
    version: 1,
    receivedAt: at,
    changedAt: at,
    dueAt: at,
    tries: 0,
    findings: [],
    approvals: [],
    history: appendHistory([], { at, status, by: 'test', what: 'made for a test' }),
    ...changes,
  };
};

export const documentIdOf = (index: number): string =>
  `3f0c8c1e-0000-4000-8000-${String(index).padStart(12, '0')}`;
