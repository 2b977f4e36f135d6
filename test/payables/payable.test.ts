import { expect, test } from 'vitest';
import { payableName, payableSchema } from '../../lib/payables/payable.ts';
import { samplePayable } from '../storage/sample-payable.ts';

test('a payable is named by its party and document, as people write it', () => {
  expect(payableName(samplePayable())).toBe('0106:27318465/3f0c8c1e-0000-4000-8000-000000000001');
});

test('what the table adds to an item for its indexes is no part of the payable', () => {
  const item = {
    ...samplePayable(),
    pk: 'PAYABLE#x',
    sk: 'STATE',
    statusKey: '-#RECEIVED',
    dueKey: 'sweep#1',
  };
  expect(payableSchema.parse(item)).toEqual(samplePayable());
});

/** A payable with everything that one can have. */
const complete = {
  ...samplePayable(),
  organisation: 'ACME',
  body: 2,
  part: 1,
  siblings: ['doc.p2'],
  archive: { key: 'raw/0a1b', sha256: '0a1b', size: 4321 },
  document: {
    syntax: 'ubl-invoice',
    number: 'F-1',
    issueDate: '2026-11-02',
    currency: 'EUR',
    payableAmount: '121.00',
    sellerName: null,
  },
  supplierNumber: 'S-1001',
  findings: [
    {
      code: 'PAST_DUE',
      term: 'BT-9',
      value: null,
      message: 'It is late.',
      remedy: 'Pay it.',
      nl: { message: 'Het is laat.', remedy: 'Betaal het.' },
    },
  ],
  approvals: [{ code: 'NEW_BANK_ACCOUNT', by: 'ann', at: '2026-11-20T09:00:00Z', note: 'called them' }],
  claim: 'ACME~S-1001~F-1',
  duplicateOf: '0106:27318465/doc-0',
  settlement: 'psd2',
  request: {
    externalRequestId: 'S-1001~F-1',
    idempotencyKey: 'key-1',
    sha256: '0c2d',
    amount: '121.00',
    executionDate: '2026-12-02',
  },
  erp: {
    sentAt: '2026-11-20T10:00:00.000Z',
    sentAs: 'key-1',
    id: 'pr-1',
    intakeStatus: 'VALIDATED',
    processStatus: null,
    lastErrorCode: 'E1',
    lastErrorMessage: 'Try again.',
  },
  bank: {
    attempt: 1,
    requestId: 'x-1',
    endToEndId: 'e-1',
    paymentId: 'p-1',
    statusHref: '/status',
    scaOAuthHref: '/sca',
    confirmationHref: '/confirm',
    transactionStatus: 'RCVD',
    authoriseBy: '2026-11-20T11:00:00.000Z',
  },
};

test.each([
  ['at the bank', complete],
  ['at the ERP', { ...complete, settlement: 'erp', bank: undefined }],
])('a payable %s comes back from the table with everything that it had', (_where, payable) => {
  expect(payableSchema.parse(payable)).toEqual(payable);
});

test('a payable that was stored before it could have findings, approvals and tries has none', () => {
  const { findings: _findings, approvals: _approvals, tries: _tries, ...older } = samplePayable();
  expect(payableSchema.parse(older)).toEqual({ ...older, findings: [], approvals: [], tries: 0 });
});

test.each([
  ['an archive', { archive: { key: 'raw/0a1b', sha256: '0a1b' } }],
  ['a document', { document: { ...complete.document, number: undefined } }],
  ['a finding', { findings: [{ code: 'PAST_DUE' }] }],
  ['a Dutch finding', { findings: [{ ...complete.findings[0], nl: { message: 'Laat.' } }] }],
  ['an approval', { approvals: [{ code: 'PAST_DUE', at: '2026-11-20T09:00:00Z' }] }],
  ['a request', { request: { ...complete.request, sha256: undefined } }],
  ['a bank payment', { bank: { ...complete.bank, endToEndId: undefined } }],
])('an item with half of %s is not taken for a payable', (_what, change) => {
  expect(payableSchema.safeParse({ ...complete, ...change }).success).toBe(false);
});

test.each([
  ['a settlement that nobody knows', { settlement: 'cheque' }],
  ['an error of the ERP that is no text', { erp: { lastErrorCode: 500 } }],
  ['a status that nobody knows', { status: 'PROBABLY_PAID' }],
  ['a version that is no whole number', { version: 1.5 }],
  ['no history', { history: undefined }],
  ['an amount that is a number', { request: { amount: 12.5 } }],
])('an item with %s is not taken for a payable', (_what, change) => {
  expect(payableSchema.safeParse({ ...samplePayable(), ...change }).success).toBe(false);
});
