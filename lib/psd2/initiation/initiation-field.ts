import { isValidIBAN } from 'ibantools';
import { AcquitError } from '../../findings/acquit-error.ts';
import { compare, decimal, type Decimal, isPositive, significantDecimals } from '../../money/decimal.ts';

/** What a field of an initiation must be, what it is, and what the person who meets the refusal does about it. */
export interface Demand {
  readonly rule: string;
  /** As it may be shown: account numbers and texts of people masked (design.md 2.10). */
  readonly value: string;
  readonly remedy: string;
}

/** Throws an AcquitError BANK_PAYMENT_UNFIT with field, value, rule and remedy unless it holds. */
export function requireThat(field: string, holds: boolean, demand: Demand): void {
  if (holds) return;
  const { rule, value, remedy } = demand;
  throw new AcquitError('BANK_PAYMENT_UNFIT', `${field} (${value}) ${rule}. ${remedy}.`, {
    detail: { field, value, rule, remedy },
  });
}

/** Most that one SEPA credit transfer carries, in euro (psd2.md 4.2). */
const highest = decimal('999999999.99');

export function requireAmount(amount: Decimal): void {
  const fits = isPositive(amount) && compare(amount, highest) <= 0 && significantDecimals(amount) <= 2;
  requireThat('instructedAmount', fits, {
    rule: `must be above 0, at most ${highest}, with at most 2 decimals`,
    value: amount,
    remedy: 'Pay it by hand, or in parts that fit',
  });
}

export function requireIban(field: string, iban: string): void {
  requireThat(field, isValidIBAN(iban), {
    rule: 'must be an IBAN without blanks, with the right check digits',
    value: iban.length < 12 ? `${iban.length} characters` : `${iban.slice(0, 4)}…${iban.slice(-4)}`,
    remedy: 'Correct the account in the directory',
  });
}

export function requireBic(field: string, bic: string): void {
  requireThat(field, /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/.test(bic), {
    rule: 'must be a BIC of 8 or 11 characters',
    value: quoted(bic, 20),
    remedy: 'Correct the BIC in the directory, or leave it out',
  });
}

/** The SEPA character set and the rule of the EPC about slashes (psd2.md 4.2). */
export function requireText(field: string, text: string, longest: number): void {
  const value = `${quoted(text, 3)}, ${text.length} characters`;
  const short = 'Shorten it in the directory or in the reference of the payment';
  const fits = text.trim() !== '' && text.length <= longest;
  requireThat(field, fits, { rule: `must have 1 to ${longest} characters`, value, remedy: short });
  const [strange] = /[^a-zA-Z0-9/\-?:().,'+ ]/u.exec(text) ?? [];
  const remedy = "Write it with letters a to z, digits and / - ? : ( ) . , ' + only";
  const rule = `must not hold the character ${JSON.stringify(strange)}`;
  requireThat(field, strange === undefined, { rule, value, remedy });
  requireThat(field, !text.startsWith('/') && !text.includes('//'), {
    rule: 'must not start with / or hold //',
    value,
    remedy: 'Take the slash away',
  });
}

/** Keys that we make: ours are simpler than the standard asks, so that every bank returns them unchanged. */
export function requireKey(field: string, key: string): void {
  requireThat(field, /^[A-Z0-9]{1,35}$/.test(key), {
    rule: 'must have 1 to 35 characters of A-Z and 0-9',
    value: quoted(key, 40),
    remedy: 'Report it: Acquit makes this key itself',
  });
}

/** A day that exists, as `YYYY-MM-DD`. */
export function requireDay(field: string, day: string): void {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const exists = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
  requireThat(field, exists, {
    rule: 'must be a day that exists, as YYYY-MM-DD',
    value: quoted(day, 20),
    remedy: 'Correct the date',
  });
}

/** A value that is no text of people, cut for its message only. */
export const quoted = (value: string, shown: number): string =>
  JSON.stringify(value.length > shown ? `${value.slice(0, shown)}…` : value);
