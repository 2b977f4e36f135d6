import * as z from 'zod';
import type { BankSettings } from '../bank-settings.ts';
import { type Account, accountUrl } from './accounts.ts';
import { type Amount, amountSchema } from './amount.ts';
import { type AccountDataRead, readAccountData } from './read-account-data.ts';

/** One of the balances of an account (psd2.md 6.2). */
export interface Balance extends Amount {
  /** `closingBooked`, `interimAvailable`, …: an open set. */
  readonly type: string;
  /** The day it stands for, where the bank says so. */
  readonly referenceDate?: string | undefined;
}

const balancesSchema = z.object({
  balances: z.array(
    z.object({
      balanceAmount: amountSchema,
      balanceType: z.string().min(1).max(100),
      referenceDate: z.string().max(30).optional().catch(undefined),
    }),
  ),
});

/** Reads the balances of an account (psd2.md 6.2). Throws as readAccountData. */
export async function readBalances(
  settings: BankSettings,
  account: Pick<Account, 'resourceId' | 'balancesHref'>,
  read: AccountDataRead,
): Promise<Balance[]> {
  const url = account.balancesHref ?? accountUrl(settings, account.resourceId, 'balances');
  const { balances } = await readAccountData(settings, url, balancesSchema, read);
  return balances.map(({ balanceAmount, balanceType, referenceDate }) => ({
    ...balanceAmount,
    type: balanceType,
    referenceDate,
  }));
}
