import { ValidationErrorsIBAN, validateIBAN } from 'ibantools';

/** An account number as it is compared and paid: no white space, capitals, no leading word IBAN (documents.md 8.5). */
export const normaliseIban = (account: string): string =>
  account
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^IBAN:?/, '');

/** Whether a normalised account number has the shape of an IBAN, right or wrong. */
export const looksLikeIban = (account: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(account);

/**
 * Whether a normalised account number is a valid IBAN: country pattern, length and mod 97. A failing national
 * check digit inside the account alone is no reason to send an invoice back: banks have issued such accounts.
 */
export function isValidIban(account: string): boolean {
  if (!looksLikeIban(account)) return false;
  const { errorCodes } = validateIBAN(account);
  return errorCodes.every((code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum);
}

/** Dutch g-accounts have 099 after the bank code; part of an invoice may go there, never all (documents.md 4). */
export const isGAccount = (iban: string): boolean => /^NL\d{2}[A-Z]{4}099/.test(iban);

/** An IBAN for messages and logs: `NL91…4300` (design.md 2.10). */
export const maskIban = (iban: string): string => `${iban.slice(0, 4)}…${iban.slice(-4)}`;
