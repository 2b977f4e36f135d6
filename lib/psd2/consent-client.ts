import { type Account, readAccount, readAccounts } from './ais/accounts.ts';
import { type Balance, readBalances } from './ais/balances.ts';
import { type AccountConsent, buildAccountConsent } from './ais/build-account-consent.ts';
import { type ConsentFacts, readConsent } from './ais/read-consent.ts';
import type { AccountDataRead } from './ais/read-account-data.ts';
import {
  type BookedTransactions,
  readBookedTransactions,
  type TransactionsRead,
} from './ais/transactions.ts';
import { completeBankSettings, type GivenBankSettings } from './bank-settings.ts';
import { buildFundsConsent, type FundsConsent } from './cis/build-funds-consent.ts';
import { confirmFunds, type FundsQuestion } from './cis/confirm-funds.ts';
import { type ConsentCall, readConsentStatus } from './consents/consent-status.ts';
import { type ConsentOrder, type CreatedConsent, createConsent } from './consents/create-consent.ts';
import { deleteConsent } from './consents/delete-consent.ts';
import { refreshToken, type TokenRefresh } from './refresh-token.ts';
import type { BankToken } from './token-answer.ts';

/** All that needs a consent of the PSU (psd2.md 6, 7, 3.6); each call is explained in its own file. */
export interface ConsentClient {
  buildAccountConsent(consent: AccountConsent): Uint8Array;
  buildFundsConsent(consent: FundsConsent): Uint8Array;
  createConsent(order: ConsentOrder): Promise<CreatedConsent>;
  readConsentStatus(call: ConsentCall): Promise<string>;
  readConsent(call: Omit<ConsentCall, 'service'>): Promise<ConsentFacts>;
  deleteConsent(call: ConsentCall): Promise<void>;
  refreshToken(refresh: TokenRefresh): Promise<BankToken>;
  readAccounts(read: AccountDataRead): Promise<Account[]>;
  readAccount(resourceId: string, read: AccountDataRead): Promise<Account>;
  readBalances(
    account: Pick<Account, 'resourceId' | 'balancesHref'>,
    read: AccountDataRead,
  ): Promise<Balance[]>;
  readBookedTransactions(read: TransactionsRead): Promise<BookedTransactions>;
  confirmFunds(question: FundsQuestion): Promise<boolean>;
}

export function createConsentClient(given: GivenBankSettings): ConsentClient {
  const settings = completeBankSettings(given);
  return {
    buildAccountConsent: (consent) => buildAccountConsent(settings, consent),
    buildFundsConsent,
    createConsent: (order) => createConsent(settings, order),
    readConsentStatus: (call) => readConsentStatus(settings, call),
    readConsent: (call) => readConsent(settings, call),
    deleteConsent: (call) => deleteConsent(settings, call),
    refreshToken: (refresh) => refreshToken(settings, refresh),
    readAccounts: (read) => readAccounts(settings, read),
    readAccount: (resourceId, read) => readAccount(settings, resourceId, read),
    readBalances: (account, read) => readBalances(settings, account, read),
    readBookedTransactions: (read) => readBookedTransactions(settings, read),
    confirmFunds: (question) => confirmFunds(settings, question),
  };
}
