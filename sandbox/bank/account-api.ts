import type { Context, Hono } from 'hono';
import { round } from '../../lib/money/decimal.ts';
import type { BankContext } from './bank-context.ts';
import { bankDay } from './bank-day.ts';
import { balanceOf, bookingsOf } from './bookings.ts';
import { accountId, findAccount, findConsent, spendBudget } from './consented-read.ts';
import type { StoredConsent } from './stored.ts';
import { unknownResource } from './tpp-error.ts';
import { readTransactions } from './transactions.ts';
import { writeEntry } from './write-entry.ts';
import { writeLinks } from './write-links.ts';

const collection = '/v1/accounts';
const one = `${collection}/:accountId`;

/** Accounts, balances and booked transactions (psd2.md 6.2, 6.3). */
export function addAccountRoutes(app: Hono, context: BankContext): void {
  const { quirks, now } = context;

  const describe = (c: Context, consent: StoredConsent, iban: string) => {
    const id = accountId(consent.id, iban);
    const path = (part: 'balances' | 'transactions') =>
      consent.access[part].includes(iban) ? `${collection}/${id}/${part}` : undefined;
    return {
      resourceId: id,
      iban,
      currency: 'EUR',
      product: 'Zakenrekening',
      cashAccountType: 'CACC',
      status: 'enabled',
      usage: 'ORGA',
      ...(c.req.query('withBalance') === 'true' && path('balances') && { balances: balances(iban) }),
      _links: writeLinks(c, context, { balances: path('balances'), transactions: path('transactions') }),
    };
  };
  const balances = (iban: string) => [
    {
      balanceAmount: { currency: 'EUR', amount: round(balanceOf(iban, context), 2) },
      balanceType: 'closingBooked',
      referenceDate: bankDay(now()),
    },
  ];
  const enter = (c: Context, part: 'accounts' | 'balances' | 'transactions') => {
    const consent = findConsent(c, context, 'consent');
    const iban = findAccount(c, consent, part);
    spendBudget(c, consent, context);
    return { consent, iban };
  };

  app.get(collection, (c) => {
    const consent = findConsent(c, context, 'consent');
    spendBudget(c, consent, context);
    return c.json({ accounts: consent.access.accounts.map((iban) => describe(c, consent, iban)) });
  });

  app.get(one, (c) => {
    const { consent, iban } = enter(c, 'accounts');
    return c.json({ account: describe(c, consent, iban) });
  });

  app.get(`${one}/balances`, (c) => {
    const { iban } = enter(c, 'balances');
    return c.json({ account: { iban, currency: 'EUR' }, balances: balances(iban) });
  });

  app.get(`${one}/transactions`, (c) => {
    const { consent, iban } = enter(c, 'transactions');
    const { page, next, bookings } = readTransactions(c, { consent, iban }, context);
    const _links = writeLinks(c, context, {
      account: `${collection}/${accountId(consent.id, iban)}`,
      first: page(0),
      next,
    });
    const booked = bookings.map((booking) => writeEntry(booking, iban, quirks));
    return c.json({ account: { iban, currency: 'EUR' }, transactions: { booked, _links } });
  });

  app.get(`${one}/transactions/:transactionId`, (c) => {
    const { iban } = enter(c, 'transactions');
    const id = c.req.param('transactionId');
    const booking = bookingsOf(iban, context).find((one) => quirks.entryIds && one.id === id);
    if (booking === undefined) throw unknownResource('transaction');
    return c.json({ transactionsDetails: writeEntry(booking, iban, quirks) });
  });
}
