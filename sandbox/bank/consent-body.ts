import * as z from 'zod';
import type { BankContext, ConsentModel } from './bank-context.ts';
import { addDays } from './bank-day.ts';
import type { ConsentRecord } from './bank-entry.ts';
import { holdTo, parseJson } from './json-body.ts';
import { accountReference } from './payment-body.ts';
import { TppError } from './tpp-error.ts';

const accounts = z.array(accountReference).optional();
const all = z.enum(['allAccounts', 'allAccountsWithOwnerName']).optional();
const bodySchema = z.strictObject({
  access: z.strictObject({
    accounts,
    balances: accounts,
    transactions: accounts,
    availableAccounts: all,
    availableAccountsWithBalance: all,
    allPsd2: all,
  }),
  recurringIndicator: z.boolean(),
  validUntil: z.iso.date(),
  frequencyPerDay: z.int().min(1),
  combinedServiceIndicator: z.boolean(),
});
type Access = z.infer<typeof bodySchema>['access'];

/** The longest that a consent lives without a new SCA (psd2.md 6.4). */
const mostDays = 180;

type ReadConsent = Pick<
  ConsentRecord,
  'access' | 'asked' | 'recurring' | 'validUntil' | 'frequencyPerDay' | 'holders'
>;

/** Reads the body of an AIS consent (psd2.md 6.1); `today` is the bank's. Throws a TppError. */
export function readConsent(bytes: Uint8Array, bank: BankContext, today: string): ReadConsent {
  const body = holdTo(bodySchema, parseJson(bytes));
  const { recurringIndicator: recurring, validUntil, frequencyPerDay } = body;
  if (body.combinedServiceIndicator) {
    throw new TppError(400, 'SESSIONS_NOT_SUPPORTED', 'AIS and PIS cannot be combined in one session.');
  }
  if (validUntil < today) throw new TppError(400, 'PERIOD_INVALID', 'validUntil is over.', 'validUntil');
  if (!recurring && frequencyPerDay !== 1) {
    throw new TppError(400, 'FORMAT_ERROR', 'A consent for one time has the frequency 1.', 'frequencyPerDay');
  }
  const model = modelOf(body.access);
  if (!bank.consentModels.includes(model)) throw notOffered(model);
  if (model === 'availableAccounts' && recurring) throw notOffered('a recurring list of accounts');
  const access = model === 'dedicated' ? dedicated(body.access) : everything(body.access, bank);
  const last = addDays(today, mostDays);
  return {
    access,
    asked: z.json().parse(body.access),
    recurring,
    validUntil: validUntil > last ? last : validUntil,
    frequencyPerDay,
    holders: [...new Set(access.accounts.map(bank.holderOf))],
  };
}

function modelOf(access: Access): ConsentModel {
  const global = access.allPsd2 !== undefined;
  const list = (access.availableAccounts ?? access.availableAccountsWithBalance) !== undefined;
  const lists = [access.accounts, access.balances, access.transactions].filter((one) => one !== undefined);
  if (Number(global) + Number(list) + Number(lists.length > 0) !== 1) {
    throw new TppError(400, 'FORMAT_ERROR', 'access must follow one model.', 'access');
  }
  if (global) return 'allPsd2';
  if (list) return 'availableAccounts';
  // Without an account the bank would have to let the PSU choose, which this one does not (psd2.md S10).
  if (lists.some((one) => one.length === 0)) throw notOffered('a consent that the bank fills in');
  return 'dedicated';
}

function dedicated({ accounts = [], balances = [], transactions = [] }: Access): ConsentRecord['access'] {
  const ibans = (list: readonly { readonly iban: string }[]) => [...new Set(list.map(({ iban }) => iban))];
  // Balances or transactions imply the account itself (psd2.md 6.1).
  return {
    accounts: ibans([...accounts, ...balances, ...transactions]),
    balances: ibans(balances),
    transactions: ibans(transactions),
  };
}

function everything(access: Access, { debtorIbans }: BankContext): ConsentRecord['access'] {
  const all = [...debtorIbans];
  if (access.allPsd2 !== undefined) return { accounts: all, balances: all, transactions: all };
  return {
    accounts: all,
    balances: access.availableAccountsWithBalance === undefined ? [] : all,
    transactions: [],
  };
}

const notOffered = (what: string) => new TppError(400, 'SERVICE_INVALID', `Not offered: ${what}.`, 'access');
