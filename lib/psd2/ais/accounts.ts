import * as z from 'zod';
import { buildUrl } from '../../http/build-url.ts';
import type { BankSettings } from '../bank-settings.ts';
import { resolveLink } from '../resolve-link.ts';
import { normaliseIban } from './normalise-iban.ts';
import { type AccountDataRead, readAccountData } from './read-account-data.ts';

/** An account that a consent opens (psd2.md 6.2). */
export interface Account {
  /** Opaque, and constant within one consent only. */
  readonly resourceId: string;
  readonly iban?: string | undefined;
  /** `XXX` for an account of several currencies. */
  readonly currency: string;
  readonly name?: string | undefined;
  /** `enabled`, `deleted`, `blocked`, or what else a bank says. */
  readonly status?: string | undefined;
  /** Absolute and allowed; absent where the bank gave no link. */
  readonly balancesHref?: string | undefined;
  readonly transactionsHref?: string | undefined;
}

const text = z.string().max(500).optional().catch(undefined);
const link = z
  .object({ href: z.string().min(1).max(2_000) })
  .optional()
  .catch(undefined);

const accountSchema = z.object({
  // `.` and `..` would climb out of the paths that the id is put in.
  resourceId: z
    .string()
    .max(500)
    .regex(/^(?!\.{1,2}$)./s),
  iban: text,
  currency: z.string().regex(/^[A-Z]{3}$/),
  name: text,
  status: text,
  _links: z.object({ balances: link, transactions: link }).optional().catch(undefined),
});

/** The accounts that the consent opens (psd2.md 6.2). Throws as readAccountData. */
export async function readAccounts(settings: BankSettings, read: AccountDataRead): Promise<Account[]> {
  const url = accountUrl(settings);
  const schema = z.object({ accounts: z.array(accountSchema) });
  const { accounts } = await readAccountData(settings, url, schema, read);
  return accounts.map((account) => toAccount(settings, account));
}

/** One account (psd2.md 6.2). Throws as readAccountData. */
export async function readAccount(
  settings: BankSettings,
  resourceId: string,
  read: AccountDataRead,
): Promise<Account> {
  const schema = z.object({ account: accountSchema });
  const { account } = await readAccountData(settings, accountUrl(settings, resourceId), schema, read);
  return toAccount(settings, account);
}

/** The address of the list of accounts, of one, or of its balances or transactions. */
export const accountUrl = (
  { baseUrl }: Pick<BankSettings, 'baseUrl'>,
  ...resource: readonly string[]
): string => buildUrl(baseUrl, ['v1', 'accounts', ...resource]);

function toAccount(settings: BankSettings, found: z.infer<typeof accountSchema>): Account {
  const { iban, _links, ...rest } = found;
  const resolve = (of: { readonly href: string } | undefined): string | undefined =>
    of === undefined ? undefined : resolveLink(settings, of.href);
  return {
    ...rest,
    iban: iban === undefined ? undefined : normaliseIban(iban),
    balancesHref: resolve(_links?.balances),
    transactionsHref: resolve(_links?.transactions),
  };
}
