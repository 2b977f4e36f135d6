import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { GivenBankSettings } from '../../lib/psd2/bank-settings.ts';
import { errorOf, reply } from '../http/stand-in.ts';
import { base } from './bank-against.ts';
import { accountRead, consentsAgainst, consentsOf, iban, otherIban } from './consents-against.ts';

const read = () => ({ ...accountRead(), account: { resourceId: 'r/1', iban }, dateFrom: '2026-11-01' });

const page = (booked: unknown[], next?: string, more: object = {}) =>
  reply(200, {
    transactions: { booked, _links: { account: { href: '/a' }, ...(next && { next: { href: next } }) } },
    ...more,
  });

const eur = (amount: string | number) => ({ transactionAmount: { currency: 'EUR', amount } });

/** The entries of one page of a bank. */
async function entriesOf(booked: unknown[], settings: Partial<GivenBankSettings> = {}) {
  const { bank } = consentsOf(settings, page(booked));
  return (await bank.readBookedTransactions(read())).transactions;
}

describe('asking for transactions', () => {
  const first = `${base}/v1/accounts/r%2F1/transactions`;

  test('names booked entries and the first day, always', async () => {
    const { send, bank } = consentsAgainst(page([]));
    expect(await bank.readBookedTransactions(read())).toEqual({ transactions: [], pages: 1, notes: [] });
    expect(send.requests[0]?.url).toBe(`${first}?bookingStatus=booked&dateFrom=2026-11-01`);
    expect(send.requests[0]?.headers).toMatchObject({
      'Consent-ID': 'consent/1',
      Authorization: 'Bearer at-1',
    });
  });

  test('adds them to the link of the bank, with the last day where there is one', async () => {
    const { send, bank } = consentsAgainst(page([]));
    const account = { resourceId: 'r/1', iban, transactionsHref: `${base}/t?view=1` };
    await bank.readBookedTransactions({ ...read(), account, dateTo: '2026-11-19' });
    expect(send.requests[0]?.url).toBe(
      `${base}/t?view=1&bookingStatus=booked&dateFrom=2026-11-01&dateTo=2026-11-19`,
    );
  });

  test.each([
    ['absolute', `${base}/v1/next/2?x=%2F`, `${base}/v1/next/2?x=%2F`],
    ['relative to the bank', '/v1/next/2', `${base}/v1/next/2`],
    ['only a query', '?page=1', `${first}?page=1`],
  ])('follows a next page that is %s, each with a request id of its own', async (_, next, url) => {
    const { send, bank } = consentsAgainst(page([eur('1.00')], next), page([eur('2.00')]));
    const { transactions, pages } = await bank.readBookedTransactions(read());
    expect(transactions.map(({ amount }) => amount)).toEqual(['1.00', '2.00']);
    expect(pages).toBe(2);
    expect(send.requests[1]?.url).toBe(url);
    expect(send.requests.map(({ headers }) => headers?.['X-Request-ID'])).toEqual(['id-1', 'id-2']);
  });

  test.each([
    ['a page that names itself', [page([], `?bookingStatus=booked&dateFrom=2026-11-01`)], /circle/],
    ['two pages that name each other', [page([], '/b'), page([], '/c'), page([], '/b')], /circle/],
    ['a page elsewhere', [page([], 'https://evil.example/next')], /evil\.example/],
    ['a download only', [reply(200, { _links: { download: { href: '/d' } } })], /no transactions/],
    ['an amount with an exponent', [page([eur('1e3')])], /amount/],
    ['an amount that is none', [page([eur('12abc')])], /amount/],
    ['an entry without amount', [page([{ transactionId: '1' }])], /transactionAmount/],
  ])('gives nothing in part: %s', async (_, script, reason) => {
    const error = await errorOf(consentsAgainst(...script).bank.readBookedTransactions(read()));
    expect(error.code).toBe('BANK_ANSWER_INVALID');
    expect(error.message).toMatch(reason);
  });

  test('gives up on a bank that always has one more page', async () => {
    const endless = Array.from({ length: 501 }, (_, index) => page([], `/p/${index}`));
    const error = await errorOf(consentsAgainst(...endless).bank.readBookedTransactions(read()));
    expect(error.message).toMatch(/more than 500 pages/);
  });

  test('leaves pending entries and the download alone, and notes the download', async () => {
    const { bank } = consentsAgainst(
      reply(200, {
        transactions: { booked: [eur('1.00')], pending: [eur('9.00')], _links: {} },
        _links: { download: { href: 'https://elsewhere.example/report' } },
      }),
    );
    const { transactions, notes } = await bank.readBookedTransactions(read());
    expect(transactions.map(({ amount }) => amount)).toEqual(['1.00']);
    expect(notes).toEqual(['the bank offers the report as a download as well']);
  });
});

describe('a booked entry', () => {
  test('of which the bank says everything', async () => {
    const [entry] = await entriesOf([
      {
        transactionId: 't1',
        entryReference: 'e1',
        endToEndId: 'INV2026001',
        bookingDate: '2026-11-19',
        valueDate: '2026-11-20',
        ...eur('-121.00'),
        creditorName: ' Supplier NV ',
        creditorAccount: { iban: 'be71 0961 2345 6769' },
        debtorAccount: { iban },
        remittanceInformationUnstructured: 'Invoice 2026-001',
      },
    ]);
    expect(entry).toEqual({
      account: iban,
      amount: '-121.00',
      currency: 'EUR',
      direction: 'debit',
      bookingDate: '2026-11-19',
      valueDate: '2026-11-20',
      endToEndId: 'INV2026001',
      remittance: 'Invoice 2026-001',
      creditorIban: otherIban,
      creditorName: 'Supplier NV',
      debtorIban: iban,
      entryReference: 'e1',
      transactionId: 't1',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('of which it says only the amount', async () => {
    expect((await entriesOf([eur('5')]))[0]).toMatchObject({
      direction: 'unknown',
      bookingDate: null,
      valueDate: null,
      endToEndId: null,
      remittance: '',
      creditorIban: null,
      creditorName: null,
      entryReference: null,
      transactionId: null,
    });
  });

  test('keeps the digits of an amount that the bank wrote as a number', async () => {
    const body = `{"transactions":{"booked":[{"transactionAmount":{"currency":"EUR","amount":12345678901234567.10}}]}}`;
    const { transactions } = await consentsAgainst(reply(200, body)).bank.readBookedTransactions(read());
    expect(transactions[0]?.amount).toBe('12345678901234567.10');
  });

  test.each<[string, object, string]>([
    ['text', { remittanceInformationStructured: '+++090/9337/55493+++' }, '+++090/9337/55493+++'],
    [
      'an object',
      { remittanceInformationStructured: { reference: '090933755493', referenceType: 'SCOR' } },
      '090933755493',
    ],
    [
      'a list of objects',
      { remittanceInformationStructuredArray: [{ reference: 'A' }, { reference: 'B' }] },
      'A B',
    ],
    ['a list of texts', { remittanceInformationStructuredArray: ['A', 'B'] }, 'A B'],
    ['lines', { remittanceInformationUnstructuredArray: ['one', 'two'] }, 'one two'],
    [
      'the same text twice',
      { remittanceInformationUnstructured: 'one', remittanceInformationUnstructuredArray: ['one', 'two'] },
      'one two',
    ],
    ['something else', { remittanceInformationStructured: 7 }, ''],
  ])('has its remittance from %s', async (_, fields, remittance) => {
    expect((await entriesOf([{ ...eur('1'), ...fields }]))[0]?.remittance).toBe(remittance);
  });

  test.each<[string, object, string]>([
    ['a minus', eur('-1.00'), 'debit'],
    ['a minus, whoever is named', { ...eur('-1.00'), debtorName: 'A' }, 'debit'],
    ['a plus that proves nothing', eur('1.00'), 'unknown'],
    ['a creditor', { ...eur('1.00'), creditorName: 'A' }, 'debit'],
    ['a debtor', { ...eur('1.00'), debtorAccount: { iban: otherIban } }, 'credit'],
    [
      'our account as debtor',
      { ...eur('1.00'), debtorAccount: { iban }, creditorAccount: { iban: otherIban } },
      'debit',
    ],
    ['our account as creditor', { ...eur('1.00'), creditorAccount: { iban }, debtorName: 'A' }, 'credit'],
    ['both, and neither is ours', { ...eur('1.00'), creditorName: 'A', debtorName: 'B' }, 'unknown'],
    [
      'our account on both sides',
      { ...eur('1.00'), creditorAccount: { iban }, debtorAccount: { iban } },
      'unknown',
    ],
  ])('knows its direction by %s', async (_, entry, direction) => {
    expect((await entriesOf([entry]))[0]?.direction).toBe(direction);
  });

  test('trusts a plus where the bank is known to sign its amounts', async () => {
    const [entry] = await entriesOf([eur('1.00')], { amountSign: 'signed' });
    expect(entry?.direction).toBe('credit');
  });

  test('has no end-to-end id when the payer gave none, and no day that does not exist', async () => {
    const [entry] = await entriesOf([
      {
        ...eur('1'),
        endToEndId: 'NOTPROVIDED',
        bookingDate: '2026-02-30',
        valueDate: '2026-11-19T23:59:59+01:00',
      },
    ]);
    expect(entry).toMatchObject({ endToEndId: null, bookingDate: null, valueDate: '2026-11-19' });
  });
});

describe('a batch that the bank booked as one entry', () => {
  const batch = (...amounts: string[]) => ({
    ...eur('-30.00'),
    bookingDate: '2026-11-19',
    transactionId: 'batch',
    entryDetails: amounts.map((amount, index) => ({
      ...eur(amount),
      endToEndId: `E${index}`,
      creditorAccount: { iban: otherIban },
    })),
  });

  test('gives each of its payments when they add up', async () => {
    const entries = await entriesOf([batch('10.00', '20')]);
    expect(entries).toMatchObject([
      {
        amount: '-10.00',
        endToEndId: 'E0',
        direction: 'debit',
        bookingDate: '2026-11-19',
        creditorIban: otherIban,
      },
      { amount: '-20', endToEndId: 'E1', direction: 'debit', transactionId: 'batch' },
    ]);
  });

  test('stays one entry when they do not', async () => {
    expect(await entriesOf([batch('10.00', '19.99')])).toMatchObject([
      { amount: '-30.00', endToEndId: null },
    ]);
  });

  test('of one payment is that payment', async () => {
    expect(await entriesOf([batch('30.00')])).toMatchObject([{ amount: '-30.00', endToEndId: 'E0' }]);
  });
});

describe('whatever the bank books', () => {
  const entry = fc.record(
    {
      transactionAmount: fc.record({
        currency: fc.constant('EUR'),
        amount: fc.constantFrom('1.00', '-1.00', '1', '2.50', '-2.5'),
      }),
      bookingDate: fc.constantFrom('2026-11-18', '2026-11-19'),
      endToEndId: fc.constantFrom('A', 'B', 'NOTPROVIDED'),
      remittanceInformationUnstructured: fc.constantFrom('x', 'y'),
      creditorAccount: fc.constantFrom({ iban: otherIban }, { iban }),
    },
    { requiredKeys: ['transactionAmount'] },
  );

  /** The same entries, spread over pages of these sizes. */
  function paged(entries: unknown[], sizes: readonly number[]) {
    const pages: unknown[][] = [];
    let rest = entries;
    for (const size of sizes) {
      pages.push(rest.slice(0, size));
      rest = rest.slice(size);
    }
    pages.push(rest);
    return pages.map((booked, index) =>
      page(booked, index + 1 < pages.length ? `/p/${index + 1}` : undefined),
    );
  }

  test('gives every entry once, in order, with the same fingerprint, however it is cut into pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry), fc.array(fc.nat(5), { maxLength: 6 }), async (entries, sizes) => {
        const whole = await entriesOf(entries);
        const cut = await consentsAgainst(...paged(entries, sizes)).bank.readBookedTransactions(read());
        expect(whole).toHaveLength(entries.length);
        expect(cut.transactions).toEqual(whole);
        expect(new Set(whole.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
      }),
      { numRuns: 200 },
    );
  });

  test('is recognised in the next read, in another order and with other ids of the bank', async () => {
    const twice = fc
      .array(entry)
      .chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      );
    await fc.assert(
      fc.asyncProperty(twice, async ([before, after]) => {
        const marks = async (entries: object[], prefix: string) =>
          (await entriesOf(entries.map((one, index) => ({ ...one, transactionId: `${prefix}${index}` }))))
            .map(({ fingerprint }) => fingerprint)
            .toSorted((a, b) => a.localeCompare(b));
        expect(await marks(after, 'new')).toEqual(await marks(before, 'old'));
      }),
      { numRuns: 200 },
    );
  });

  test('counts an entry once that a shifted page repeats under its id, and twice without an id', async () => {
    const known = { ...eur('-1.00'), transactionId: 't1', bookingDate: '2026-11-19' };
    expect(await entriesOf([known, known])).toHaveLength(1);
    const [first, second] = await entriesOf([eur('-1.00'), eur('-1.00')]);
    expect(second?.fingerprint).not.toBe(first?.fingerprint);
  });

  test('knows 2.5 and 2.50 for one amount, and any other fact for another entry', async () => {
    const mark = async (more: object) =>
      (await entriesOf([{ ...eur('2.50'), bookingDate: '2026-11-19', ...more }]))[0]?.fingerprint;
    expect(await mark(eur('2.5'))).toBe(await mark({}));
    const others = [
      eur('2.51'),
      eur('-2.50'),
      { bookingDate: '2026-11-18' },
      { valueDate: '2026-11-19' },
      { endToEndId: 'A' },
      { creditorAccount: { iban: otherIban } },
      { remittanceInformationUnstructured: 'x' },
    ];
    const marks = await Promise.all([{}, ...others].map(mark));
    expect(new Set(marks).size).toBe(others.length + 1);
  });
});
