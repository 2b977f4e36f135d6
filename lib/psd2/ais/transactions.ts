import * as z from 'zod';
import { invalidAnswer } from '../bank-call.ts';
import type { BankSettings } from '../bank-settings.ts';
import { resolveLink } from '../resolve-link.ts';
import { type Account, accountUrl } from './accounts.ts';
import type { BookedTransaction } from './booked-transaction.ts';
import { entrySchema } from './entry-schema.ts';
import { type AccountDataRead, readAccountData } from './read-account-data.ts';
import { transactionsOfEntry } from './transactions-of-entry.ts';
import { withFingerprints } from './with-fingerprints.ts';

export interface TransactionsRead extends AccountDataRead {
  /** Both as the list of accounts gave them; the IBAN is that of the consent. */
  readonly account: Pick<Account, 'resourceId' | 'transactionsHref'> & { readonly iban: string };
  /** First and last booking day, inclusive: `2026-11-20`. Without a last one, today. */
  readonly dateFrom: string;
  readonly dateTo?: string | undefined;
}

export interface BookedTransactions {
  /** In the order of the bank. */
  readonly transactions: readonly BookedTransaction[];
  readonly pages: number;
  /** What else the bank said of the report, for the log; in English. */
  readonly notes: readonly string[];
}

/** More pages than a day's entries of a busy account fill; the end of a bank that always has a next one. */
const mostPages = 500;

const link = z
  .object({ href: z.string().min(1).max(4_000) })
  .nullish()
  .transform((found) => found ?? undefined);

const pageSchema = z.object({
  transactions: z
    .object({
      booked: z
        .array(entrySchema)
        .nullish()
        .transform((found) => found ?? []),
      _links: z.object({ next: link }).nullish(),
    })
    .optional(),
  _links: z.object({ download: link }).optional().catch(undefined),
});

/**
 * Reads the booked transactions of an account, all pages (psd2.md 6.3); this bank has no others (S9). One read of
 * the budget, however many pages. Throws as readAccountData, and BANK_ANSWER_INVALID for pages that repeat, never
 * end or lead elsewhere, and for a report that is only offered as a download: nothing is read in part.
 */
export async function readBookedTransactions(
  settings: BankSettings,
  read: TransactionsRead,
): Promise<BookedTransactions> {
  const context = { account: read.account.iban, amountSign: settings.amountSign };
  const visited = new Set<string>();
  const notes = new Set<string>();
  const entries: z.infer<typeof entrySchema>[] = [];
  let next: string | undefined = firstPage(settings, read);
  while (next !== undefined) {
    const url: string = next;
    if (visited.has(url)) invalidAnswer('its pages of transactions go round in a circle');
    if (visited.size === mostPages) invalidAnswer(`it has more than ${mostPages} pages of transactions`);
    visited.add(url);
    const page: z.infer<typeof pageSchema> = await readAccountData(settings, url, pageSchema, read);
    if (page._links?.download !== undefined) notes.add('the bank offers the report as a download as well');
    if (page.transactions === undefined) return invalidAnswer('the report has no transactions to read');
    entries.push(...page.transactions.booked);
    next = nextPage(settings, url, page.transactions._links?.next?.href);
  }
  const transactions = withFingerprints(entries.flatMap((entry) => transactionsOfEntry(entry, context)));
  return { transactions, pages: visited.size, notes: [...notes] };
}

function firstPage(settings: BankSettings, { account, dateFrom, dateTo }: TransactionsRead): string {
  const url = new URL(account.transactionsHref ?? accountUrl(settings, account.resourceId, 'transactions'));
  url.searchParams.set('bookingStatus', 'booked');
  url.searchParams.set('dateFrom', dateFrom);
  if (dateTo !== undefined) url.searchParams.set('dateTo', dateTo);
  return url.href;
}

/** Opaque, absolute or relative; a bare query belongs to the page it stands on (`?page=1`). */
function nextPage(settings: BankSettings, current: string, href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  return resolveLink(settings, href.startsWith('?') ? new URL(href, current).href : href);
}
