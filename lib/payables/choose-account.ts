import type { PaymentMeans } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Supplier } from './directory.ts';
import { isValidIban, looksLikeIban, normaliseIban } from './iban.ts';
import type { MeansDecision } from './payment-means.ts';
import { sepaCountries } from './sepa-countries.ts';

/** The account to pay, with every means that names it: only their BIC and name belong to it. */
export interface ChosenAccount {
  readonly iban: string;
  readonly means: readonly PaymentMeans[];
  /** BT-83 of these means, else of the instructions that name no account; never that of another account. */
  readonly references: readonly string[];
}

export interface AccountChoice {
  readonly account: ChosenAccount | null;
  readonly findings: readonly Finding[];
}

/**
 * The one account to pay (documents.md 8.3, 8.5): equal ones merged, valid IBANs only, the approved one among
 * several, never "the first one". An account that the directory does not know for the supplier is found, but
 * held as NEW_BANK_ACCOUNT.
 */
export function chooseAccount(
  { transfer, needsApprovedAccount }: Omit<MeansDecision, 'findings'>,
  supplier: Supplier | null,
): AccountChoice {
  if (transfer === null) return { account: null, findings: [] };
  const accounts = mergeAccounts(transfer);
  const valid = accounts.filter(({ iban }) => isValidIban(iban));
  if (valid.length === 0) return { account: null, findings: [whyNone(transfer, accounts)] };

  const isKnown = ({ iban }: ChosenAccount): boolean =>
    supplier?.accounts.some((approved) => approved.iban === iban) === true;
  const candidates = valid.length === 1 ? valid : valid.filter(isKnown);
  const [account, second] = candidates;
  if (account === undefined || second !== undefined) {
    const value = valid.map(({ iban }) => iban).join(', ');
    return { account: null, findings: [finding('MULTIPLE_ACCOUNTS', { value })] };
  }
  const findings: Finding[] = [];
  const value = account.iban;
  if (!sepaCountries.has(value.slice(0, 2))) findings.push(finding('RAIL_NOT_SUPPORTED', { value }));
  if (supplier !== null && !isKnown(account)) {
    findings.push(finding('NEW_BANK_ACCOUNT', { value }));
    if (needsApprovedAccount) findings.push(undecided(account));
  }
  return { account, findings };
}

function mergeAccounts(transfer: readonly PaymentMeans[]): ChosenAccount[] {
  const byIban = new Map<string, PaymentMeans[]>();
  for (const means of transfer) {
    if (means.account === null) continue;
    const iban = normaliseIban(means.account.id);
    byIban.set(iban, [...(byIban.get(iban) ?? []), means]);
  }
  const ofNoAccount = referencesOf(transfer.filter(({ account }) => account === null));
  return [...byIban].map(([iban, means]) => {
    const own = referencesOf(means);
    return { iban, means, references: own.length > 0 ? own : ofNoAccount };
  });
}

const referencesOf = (means: readonly PaymentMeans[]): string[] => [
  ...new Set(means.flatMap(({ references }) => references)),
];

function whyNone(transfer: readonly PaymentMeans[], accounts: readonly ChosenAccount[]): Finding {
  if (accounts.length === 0) return finding('NO_BENEFICIARY_ACCOUNT');
  const value = transfer.flatMap(({ account }) => account?.id ?? []).join(', ');
  return finding(accounts.some(({ iban }) => looksLikeIban(iban)) ? 'IBAN_INVALID' : 'NOT_IBAN', { value });
}

const undecided = ({ means }: ChosenAccount): Finding =>
  finding('PAYMENT_MEANS_UNDECIDED', {
    value: means.map((one) => one.code ?? 'none').join(', '),
    message: 'The payment means code leaves open how to pay, and the account was never approved.',
    nl: 'De code voor de betaalwijze laat open hoe er betaald wordt, en de rekening is nooit goedgekeurd.',
  });
