import { describe, expect, test } from 'vitest';
import { catalogue, type FindingCode } from '../../lib/findings/catalogue.ts';
import type { InvoiceResponse } from '../../lib/payables/invoice-response.ts';
import { nextResponse } from '../../lib/payables/next-response.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import type { SentResponse } from '../../lib/payables/response-order.ts';
import { answeredPayable, found, said } from './answered-payable.ts';

/** Everything that is said from here on, one after the other. */
function conversation(
  payables: Payable | readonly Payable[],
  before: readonly SentResponse[] = [],
): InvoiceResponse[] {
  const all = Array.isArray(payables) ? payables : [payables];
  const now: InvoiceResponse[] = [];
  for (let round = 0; round < 9; round += 1) {
    const next = nextResponse(all, [...before, ...now.map((one) => said(one))]);
    if (next === undefined) return now;
    now.push(next);
  }
  throw new Error('a conversation has no end');
}
const statusesOf = (payables: Payable | readonly Payable[], before: readonly SentResponse[] = []): string =>
  conversation(payables, before)
    .map(({ status }) => status)
    .join(' ');

const atErp = (intakeStatus?: string): Pick<Payable, 'erp'> => ({
  erp: {
    id: 'e-1',
    sentAt: '2026-11-20T10:00:00Z',
    sentAs: 'k',
    ...(intakeStatus === undefined ? {} : { intakeStatus }),
  },
});
const ab = said({ status: 'AB' });
const ap = said({ status: 'AP' });

describe('a supplier who hears everything', () => {
  test('hears nothing while the invoice is not decided', () => {
    expect(statusesOf(answeredPayable({ status: 'RECEIVED' }))).toBe('');
  });

  test.each([
    ['RECEIVED', {}, ''],
    ['READY', {}, 'AB'],
    ['SUBMITTED', {}, 'AB'],
    ['SUBMITTED', atErp(), 'AB IP'],
    ['SUBMITTED', atErp('PENDING_VALIDATION'), 'AB IP'],
    ['SUBMITTED', atErp('SOMETHING_NEW'), 'AB IP'],
    ['SUBMITTED', atErp('READY_FOR_PAYMENT'), 'AB AP'],
    ['SUBMITTED', atErp('PAYMENT_BUILT'), 'AB AP'],
    ['SUBMITTED', atErp('INSTRUCTION_BUILT'), 'AB AP'],
    ['SUBMITTED', atErp('PROCESSING'), 'AB AP'],
    ['PAYMENT_BUILT', atErp('PAYMENT_BUILT'), 'AB AP'],
    ['AUTHORISING', atErp('PAYMENT_BUILT'), 'AB AP'],
    ['INITIATED', atErp('PAYMENT_BUILT'), 'AB AP'],
    ['PAID', atErp('PAID'), 'AB AP PD'],
    ['HELD', { ...atErp('VALIDATION_FAILED'), findings: [found('ERP_VALIDATION_FAILED')] }, 'AB'],
    ['FAILED', { ...atErp('FAILED'), findings: [found('ERP_PAYMENT_FAILED')] }, ''],
    ['DUPLICATE', { findings: [found('DUPLICATE_INVOICE')] }, ''],
  ] as const)('of an invoice that is %s with %j hears %j', (status, changes, expected) => {
    expect(
      statusesOf(
        answeredPayable({ status, ...changes, findings: 'findings' in changes ? [...changes.findings] : [] }),
      ),
    ).toBe(expected);
  });

  test('hears IP once, and not after AP', () => {
    const processing = answeredPayable({ status: 'SUBMITTED', ...atErp() });
    expect(statusesOf(processing, [ab, said({ status: 'IP' })])).toBe('');
    expect(statusesOf(processing, [ab, ap])).toBe('');
  });

  test('hears the rest in its order when PSB was away for days', () => {
    expect(statusesOf(answeredPayable({ status: 'PAID', ...atErp('PAID') }))).toBe('AB AP PD');
    expect(
      statusesOf(answeredPayable({ status: 'PAID', ...atErp('PAID') }), [ab, said({ status: 'IP' })]),
    ).toBe('AP PD');
    expect(statusesOf(answeredPayable({ status: 'PAID', ...atErp('PAID') }), [ab, ap])).toBe('PD');
  });

  test('hears nothing more after the end', () => {
    const paid = answeredPayable({ status: 'PAID', ...atErp('PAID') });
    expect(statusesOf(paid, [ab, ap, said({ status: 'PD' })])).toBe('');
    expect(statusesOf(paid, [ab, said({ status: 'RE', reasons: { OTH: 'x' } })])).toBe('');
  });

  test.each([
    'CREDIT_NOTE',
    'NEGATIVE_AMOUNT',
    'ZERO_AMOUNT',
    'CARD',
    'CASH',
    'DIRECT_DEBIT',
    'CLEARING',
  ] as const)('hears that %s is accepted, and no word of a payment', (code) =>
    expect(statusesOf(answeredPayable({ status: 'NOT_PAYABLE', findings: [found(code)] }))).toBe('AB AP'),
  );

  test.each(['SELF_BILLED', 'NOT_A_CLAIM', 'NOT_AN_INVOICE'] as const)('hears nothing of %s', (code) => {
    expect(statusesOf(answeredPayable({ status: 'NOT_PAYABLE', findings: [found(code)] }))).toBe('');
    expect(
      statusesOf(answeredPayable({ status: 'NOT_PAYABLE', findings: [found('DIRECT_DEBIT'), found(code)] })),
    ).toBe('');
  });

  test('hears nothing of a test document, also when a person rejects it', () => {
    const findings = [found('TEST_DOCUMENT')];
    expect(statusesOf(answeredPayable({ status: 'HELD', findings }))).toBe('');
    expect(statusesOf(answeredPayable({ status: 'REJECTED', findings }))).toBe('');
  });
});

describe('a question', () => {
  const held = (...findings: Payable['findings']) => answeredPayable({ findings, supplierLanguage: 'en' });

  test('is asked of an invoice that lacks something', () => {
    expect(conversation(held(found('NO_DUE_DATE')))).toEqual([
      { status: 'AB' },
      {
        status: 'UQ',
        reasons: { PAY: 'The invoice has no due date.' },
        actions: { PIN: 'Please let us know the due date or the agreed term of payment.' },
      },
    ]);
  });

  test('gathers all that is missing, and leaves out what is for us', () => {
    expect(
      conversation(
        held(
          found('BUYER_REFERENCE_MISSING', { term: 'BT-13' }),
          found('CODING_MISSING'),
          found('NO_BENEFICIARY_ACCOUNT'),
          found('BUYER_REFERENCE_MISSING', { term: 'BT-10' }),
          found('PAST_DUE', { value: '2026-11-01' }),
        ),
        [ab],
      ),
    ).toEqual([
      {
        status: 'UQ',
        reasons: {
          REF: 'Our reference or our purchase order number is missing from the invoice (BT-13, BT-10).',
          FIN: 'The invoice asks for a transfer but names no bank account.',
        },
        actions: {
          PIN: 'Please let us know the reference or the order number, and state it on your next invoices. Please state your IBAN on a corrected invoice. We verify every new account before we pay to it.',
        },
      },
    ]);
  });

  test('is asked once, and again only when it is another question', () => {
    const [first] = conversation(held(found('NO_DUE_DATE')), [ab]);
    if (first === undefined) throw new Error('no question');
    expect(statusesOf(held(found('NO_DUE_DATE')), [ab, said(first)])).toBe('');
    const other = held(found('NO_BENEFICIARY_ACCOUNT'));
    expect(statusesOf(other, [ab, said(first)])).toBe('UQ');
    const [second] = conversation(other, [ab, said(first)]);
    if (second === undefined) throw new Error('no second question');
    expect(statusesOf(held(found('NO_DUE_DATE')), [ab, said(first), said(second, 2)])).toBe('');
  });

  test('is not asked after AP', () => expect(statusesOf(held(found('NO_DUE_DATE')), [ab, ap])).toBe(''));

  test('is not asked about what a person approved', () => {
    const approvals = [{ code: 'BUYER_REFERENCE_MISSING', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const findings = [found('BUYER_REFERENCE_MISSING'), found('CODING_MISSING')];
    expect(statusesOf(answeredPayable({ findings, approvals }))).toBe('AB');
    expect(statusesOf(answeredPayable({ findings }))).toBe('AB UQ');
  });

  test.each([
    'NEW_BANK_ACCOUNT',
    'PAYEE_DIFFERS',
    'KIND_DOUBTFUL',
    'CORRECTIVE_INVOICE',
    'DUPLICATE_NUMBER',
    'SUPPLIER_UNKNOWN',
    'SUPPLIER_AMBIGUOUS',
    'NORMALISED_COPY',
  ] as const)('waits for the person who has to settle %s first', (code) => {
    expect(statusesOf(held(found(code)))).toBe('AB');
    expect(statusesOf(held(found('NO_DUE_DATE'), found(code)))).toBe('AB');
  });

  test('about a new account that a person approved no longer waits', () => {
    const approvals = [{ code: 'NEW_BANK_ACCOUNT', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const findings = [found('NEW_BANK_ACCOUNT'), found('NO_DUE_DATE')];
    expect(statusesOf(answeredPayable({ findings, approvals }))).toBe('AB UQ');
  });

  const silent: readonly FindingCode[] = [
    'CODING_MISSING',
    'CURRENCY_NOT_SUPPORTED',
    'SPLIT_ACCOUNTS',
    'INSTALMENTS',
    'TOTALS_EXTENSION',
    'PREPAID_REVIEW',
    'MULTIPLE_ACCOUNTS',
    'CONFLICTING_PAYMENT_MEANS',
    'ERP_CONFLICT',
    'ERP_REFUSED',
  ];
  test.each(silent)('is not asked about %s, which is for us', (code) =>
    expect(statusesOf(held(found(code)))).toBe('AB'),
  );

  test('is not asked about a code that another version of Acquit stored', () => {
    const unknown = { ...found('NO_DUE_DATE'), code: 'CODE_OF_TOMORROW' };
    expect(statusesOf(held(unknown))).toBe('AB');
    expect(statusesOf(held({ ...unknown, code: 'toString' }))).toBe('AB');
  });
});

describe('a refusal', () => {
  const rejected = (...findings: Payable['findings']) =>
    answeredPayable({ status: 'REJECTED', findings, supplierLanguage: 'en' });

  test('says what the supplier must cure, and where', () => {
    expect(
      conversation(
        rejected(
          found('TOTALS_INCONSISTENT', { term: 'BT-115', value: '1210.00' }),
          found('PAST_DUE'),
          found('NO_DUE_DATE'),
        ),
      ),
    ).toEqual([
      { status: 'AB' },
      {
        status: 'RE',
        reasons: {
          LEG: 'The totals of the invoice do not add up, or its amounts are not all in the same currency (BT-115: 1210.00).',
        },
        actions: { NIN: 'Please send a corrected invoice with the right totals.' },
      },
    ]);
  });

  test('by a person says what was found, and asks for a better invoice', () => {
    expect(
      conversation(rejected(found('NO_DUE_DATE'), found('BUYER_REFERENCE_MISSING', { term: 'BT-10' })), [ab]),
    ).toEqual([
      {
        status: 'RE',
        reasons: {
          PAY: 'The invoice has no due date.',
          REF: 'Our reference or our purchase order number is missing from the invoice (BT-10).',
        },
        actions: { NIN: 'Please send a corrected invoice.' },
      },
    ]);
  });

  test('by a person for what is for us alone says only that we cannot accept it', () => {
    const payable = rejected(found('NEW_BANK_ACCOUNT', { value: 'NL91ABNA0417164300' }));
    const [refusal, ...more] = conversation(
      {
        ...payable,
        history: [
          ...payable.history,
          {
            ...payable.history[0],
            at: 'x',
            status: 'REJECTED',
            by: 'ann',
            what: 'rejected: smells of fraud',
            hash: 'h',
          },
        ],
      },
      [ab],
    );
    expect(more).toEqual([]);
    expect(refusal).toEqual({
      status: 'RE',
      reasons: {
        OTH: 'We cannot accept this document. Your contact person at our company can tell you more.',
      },
    });
  });

  test('of another invoice under a known number says so', () => {
    expect(conversation(rejected(found('DUPLICATE_NUMBER', { value: 'F-1' })), [ab])[0]).toMatchObject({
      status: 'RE',
      reasons: { OTH: expect.stringContaining('same number') },
      actions: { NOA: expect.stringContaining('number of its own') },
    });
  });

  test('is not sent after AP, nor twice', () => {
    expect(statusesOf(rejected(found('IBAN_INVALID')), [ab, ap])).toBe('');
    const [refusal] = conversation(rejected(found('IBAN_INVALID')), [ab]);
    if (refusal === undefined) throw new Error('no refusal');
    expect(statusesOf(rejected(found('IBAN_INVALID')), [ab, said(refusal)])).toBe('');
  });

  test.each([
    ['the ERP has it', { erp: { id: 'e-1', sentAt: '2026-11-20T10:00:00Z' } }],
    ['the ERP may have it', { erp: { sentAs: 'k' } }],
    ['the bank had it', { bank: { attempt: 1, requestId: 'r', endToEndId: 'e' } }],
  ] as const)('is for a person to send when %s: it may be paid', (_, sent) => {
    expect(statusesOf({ ...rejected(found('IBAN_INVALID')), ...sent })).toBe('');
  });

  /** Their remedy is to pay outside Acquit and then to reject: telling the supplier RE would bring a second invoice. */
  const byHand = (Object.keys(catalogue) as FindingCode[]).filter(
    (code) =>
      /\bpay\b[^.]*\bby hand|then reject th(e payable|is one)|pass the invoice on/i.test(
        catalogue[code].remedy,
      ) &&
      // These were sent, or could not be read, and are silent for that.
      !/^(ERP|BANK)_|^AMBIGUOUS_ATTACHMENTS$|^RECOGNITION_FAILED$/.test(code),
  );
  test('knows that some findings are settled by hand', () => expect(byHand.length).toBeGreaterThan(12));
  test.each(byHand)('is for a person to send when %s was found: it may have been paid by hand', (code) => {
    expect(statusesOf(rejected(found(code)))).toBe('');
    expect(statusesOf(rejected(found(code), found('BUYER_REFERENCE_MISSING')))).toBe('');
  });
  test('is for a person to send when the invoice was read from a copy of PSB: the defect may be in the copy', () => {
    expect(statusesOf(rejected(found('NORMALISED_COPY'), found('TOTALS_INCONSISTENT')))).toBe('');
    const approvals = [{ code: 'NORMALISED_COPY', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const checked = { ...rejected(found('NORMALISED_COPY'), found('TOTALS_INCONSISTENT')), approvals };
    expect(statusesOf(checked)).toBe('AB RE');
  });
  test('is sent all the same when the supplier must send another invoice anyway', () => {
    expect(statusesOf(rejected(found('CASH_DISCOUNT'), found('IBAN_INVALID')))).toBe('AB RE');
  });
});

describe('a supplier who hears of refusals only', () => {
  const responses = 'rejections' as const;
  test.each([
    ['RECEIVED', []],
    ['HELD', ['NO_DUE_DATE']],
    ['READY', []],
    ['SUBMITTED', []],
    ['PAYMENT_BUILT', []],
    ['PAID', []],
    ['NOT_PAYABLE', ['CREDIT_NOTE']],
    ['DUPLICATE', ['DUPLICATE_INVOICE']],
    ['FAILED', ['ERP_PAYMENT_FAILED']],
  ] as const)('hears nothing of an invoice that is %s', (status, codes) => {
    expect(
      statusesOf(
        answeredPayable({ responses, status, findings: codes.map((code) => found(code)), ...atErp('PAID') }),
      ),
    ).toBe('');
  });

  test('hears AB and RE when it is refused', () => {
    expect(
      statusesOf(answeredPayable({ responses, status: 'REJECTED', findings: [found('IBAN_INVALID')] })),
    ).toBe('AB RE');
    expect(
      statusesOf(answeredPayable({ responses, status: 'REJECTED', findings: [found('CODING_MISSING')] })),
    ).toBe('AB RE');
  });

  test('hears no AB either when the refusal is not for Acquit to send', () => {
    expect(
      statusesOf(answeredPayable({ responses, status: 'REJECTED', findings: [found('PAYMENT_SLIP')] })),
    ).toBe('');
  });
});

describe('no supplier hears anything', () => {
  const refused = { status: 'REJECTED', findings: [found('IBAN_INVALID')] } as const;
  const silent = (changes: Partial<Payable>) =>
    statusesOf(answeredPayable({ ...refused, findings: [...refused.findings], ...changes }));

  test('when the organisation answers nobody', () => {
    const { responses: _off, ...payable } = answeredPayable({
      status: 'REJECTED',
      findings: [found('IBAN_INVALID')],
    });
    expect(statusesOf(payable)).toBe('');
  });
  test('of a document of which there is no payable', () => expect(nextResponse([], [])).toBeUndefined());
  test('of a document that was not read', () => {
    const { document } = answeredPayable();
    if (document === undefined) throw new Error('no document');
    for (const number of [null, '', ' ']) expect(silent({ document: { ...document, number } })).toBe('');
    const { document: _unread, ...unread } = answeredPayable({
      status: 'REJECTED',
      findings: [found('NOT_WELL_FORMED')],
    });
    expect(statusesOf(unread)).toBe('');
    expect(silent({})).toBe('AB RE');
  });
  test('of a PDF that went to recognition, nor of what was recognised', () => {
    expect(silent({ recognisedAs: 'doc-2' })).toBe('');
    expect(silent({ recognisedFrom: 'doc-1' })).toBe('');
  });
  test('while a payable of the document is not known', () =>
    expect(silent({ siblings: ['doc.2'] })).toBe(''));
});
