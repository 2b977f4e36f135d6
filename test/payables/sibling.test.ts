import { describe, expect, test } from 'vitest';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import { payableSchema } from '../../lib/payables/payable.ts';
import { sibling } from '../../lib/payables/sibling.ts';
import { samplePayable } from '../storage/sample-payable.ts';

const at = new Date('2026-11-21T08:30:00Z');
const now = '2026-11-21T08:30:00.000Z';
const archive = { key: 'raw/0a1b', sha256: '0a1b', size: 4321 };
const approvals = [{ code: 'NEW_BANK_ACCOUNT', by: 'ann', at: '2026-11-20T09:00:00Z', note: 'called them' }];

/** A payable that has come a long way: what a sibling takes from it is little. */
const first = samplePayable({
  documentId: 'doc-1',
  organisation: 'ACME',
  status: 'SUBMITTED',
  version: 7,
  tries: 3,
  supplierNumber: 'S-1001',
  claim: 'ACME~S-1001~F-1',
  siblings: ['doc-1.2'],
  settlement: 'psd2',
  approvals,
  archive,
});

const born = {
  party: '0106:27318465',
  partyAsReceived: 'NL:KVK:27318465',
  status: 'RECEIVED',
  version: 1,
  receivedAt: '2026-11-20T10:00:00.000Z',
  changedAt: now,
  dueAt: now,
  tries: 0,
  findings: [],
};
const entry = { at: now, status: 'RECEIVED', by: 'process-document', hash: expect.any(String) };

describe('a further payable of a received document', () => {
  test('for another invoice of the file starts afresh, due at once, with the same raw document', () => {
    const second = sibling(first, { body: 2 }, at);
    expect(second).toEqual({
      ...born,
      documentId: 'doc-1.2',
      archive,
      body: 2,
      approvals: [],
      history: [{ ...entry, what: 'invoice 2 of the document doc-1' }],
    });
    expect(payableSchema.parse(second)).toEqual(second);
    expect(firstBrokenEntry(second.history)).toBeUndefined();
  });

  test('for another part keeps what a person approved and which invoice of the file it is for', () => {
    expect(sibling({ ...first, body: 3 }, { part: 2, approvals }, at)).toEqual({
      ...born,
      documentId: 'doc-1.p2',
      archive,
      body: 3,
      part: 2,
      approvals,
      history: [{ ...entry, what: 'part 2 of the amount of doc-1' }],
    });
  });

  test('of a document that was recognised in a PDF is recognised, too, and waits for a person like the first', () => {
    const recognised = { ...first, recognisedFrom: 'doc-0' };
    expect(sibling(recognised, { body: 2 }, at).recognisedFrom).toBe('doc-0');
    expect(sibling(recognised, { part: 2, approvals }, at).recognisedFrom).toBe('doc-0');
  });

  test('of a document that is neither archived nor one of several says nothing of either', () => {
    const part = sibling(samplePayable({ documentId: 'doc-2' }), { part: 2, approvals: [] }, at);
    expect(Object.keys(part).toSorted()).toEqual(
      [...Object.keys(born), 'documentId', 'part', 'approvals', 'history'].toSorted(),
    );
  });
});
