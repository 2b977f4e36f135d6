import { randomUUID } from 'node:crypto';
import { decimal } from '../../lib/money/decimal.ts';
import { ownIban, type RecordedBank } from './recorded-bank.ts';

/** A consent for the accounts: authorised, read, refreshed, used for every read that there is, ended. */
export async function readEveryAccount({ consents, call, authorise }: RecordedBank): Promise<void> {
  const bytes = consents.buildAccountConsent({
    access: { model: 'dedicated', ibans: [ownIban] },
    validUntil: '2027-05-18',
    recurring: true,
  });
  const created = await consents.createConsent({ service: 'ais', bytes, ...call() });
  const { consentId } = created;
  const first = await authorise({ ...created, resourceId: consentId, scope: 'ais' });
  const of = () => ({ service: 'ais' as const, consentId, requestId: randomUUID() });
  await consents.readConsentStatus(of());
  await consents.readConsent(of());
  const { accessToken } = await consents.refreshToken({
    refreshToken: first.refreshToken ?? '',
    requestId: randomUUID(),
    resourceId: consentId,
  });
  const read = { consentId, accessToken, newRequestId: () => randomUUID() };
  const [account] = await consents.readAccounts(read);
  if (account === undefined) throw new Error('There is no account.');
  await consents.readAccount(account.resourceId, { ...read, attended: call() });
  await consents.readBalances(account, read);
  const dated = { dateFrom: '2026-11-01', dateTo: '2026-11-20' };
  const booked = await consents.readBookedTransactions({
    ...read,
    ...dated,
    account: { ...account, iban: ownIban },
  });
  if (booked.pages < 2) throw new Error('There was only one page.');
  await consents.deleteConsent({ ...of(), accessToken });
}

/** A consent of the funds confirmation: authorised, read, asked, ended. */
export async function askForFunds({ consents, call, authorise }: RecordedBank): Promise<void> {
  const bytes = consents.buildFundsConsent({ iban: ownIban, registrationInformation: 'Acquit 2026' });
  const created = await consents.createConsent({ service: 'piis', bytes, ...call() });
  const { consentId } = created;
  const { accessToken } = await authorise({ ...created, resourceId: consentId, scope: 'piis' });
  const of = { service: 'piis' as const, consentId, accessToken };
  await consents.readConsentStatus({ ...of, requestId: randomUUID() });
  const amount = decimal('12.50');
  const question = { iban: ownIban, amount, consentId, accessToken, requestId: randomUUID() };
  if (!(await consents.confirmFunds(question))) throw new Error('The funds are there and were denied.');
  await consents.deleteConsent({ ...of, requestId: randomUUID() });
}
