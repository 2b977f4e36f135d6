import { isValidIBAN } from 'ibantools';
import { AcquitError } from '../findings/acquit-error.ts';
import { compare, decimal, type Decimal, isPositive, round, significantDecimals } from '../money/decimal.ts';

export interface PaymentInitiation {
  readonly debtorIban: string;
  readonly creditorIban: string;
  /** The legal name of the account holder: the bank of the payee compares it (psd2.md 10.1.14). */
  readonly creditorName: string;
  /** In euro. */
  readonly amount: Decimal;
  /** Unique per payment: the key by which booked entries are matched (psd2.md 6.5). */
  readonly endToEndIdentification: string;
  readonly remittance: string;
}

const highest = decimal('999999999.99');

/**
 * Builds the body of POST /v1/payments/sepa-credit-transfers with the core fields only (psd2.md 4.2), once:
 * these very bytes are stored, sent and, if need be, sent again. Throws an AcquitError BANK_PAYMENT_UNFIT
 * that names the first field which breaks a rule; nothing is cut off or transliterated here.
 */
export function buildPaymentInitiation(payment: PaymentInitiation): Uint8Array {
  requireIban('debtorAccount', payment.debtorIban);
  requireIban('creditorAccount', payment.creditorIban);
  requireText('creditorName', payment.creditorName, 70);
  requireText('remittanceInformationUnstructured', payment.remittance, 140);
  requireThat(
    'endToEndIdentification',
    /^[A-Z0-9]{1,35}$/.test(payment.endToEndIdentification),
    'must have 1 to 35 characters of A-Z and 0-9',
  );
  requireAmount(payment.amount);
  return Buffer.from(
    JSON.stringify({
      instructedAmount: { currency: 'EUR', amount: round(payment.amount, 2) },
      debtorAccount: { iban: payment.debtorIban },
      creditorName: payment.creditorName,
      creditorAccount: { iban: payment.creditorIban },
      endToEndIdentification: payment.endToEndIdentification,
      remittanceInformationUnstructured: payment.remittance,
    }),
  );
}

function requireAmount(amount: Decimal): void {
  const fits = isPositive(amount) && compare(amount, highest) <= 0 && significantDecimals(amount) <= 2;
  requireThat('instructedAmount', fits, `must be above 0, at most ${highest}, with at most 2 decimals`);
}

function requireIban(field: string, iban: string): void {
  // The value stays out of the message: account numbers are personal data (design.md 2.10).
  requireThat(field, isValidIBAN(iban), `must be an IBAN without blanks, with the right check digits`);
}

/** The SEPA character set and the rule of the EPC about slashes (psd2.md 4.2). */
function requireText(field: string, text: string, longest: number): void {
  const fits = text.trim() !== '' && text.length <= longest;
  requireThat(field, fits, `must have 1 to ${longest} characters, and has ${text.length}`);
  const [strange] = /[^a-zA-Z0-9/\-?:().,'+ ]/u.exec(text) ?? [];
  requireThat(field, strange === undefined, `must not hold the character ${JSON.stringify(strange)}`);
  requireThat(field, !text.startsWith('/') && !text.includes('//'), 'must not start with / or hold //');
}

function requireThat(field: string, holds: boolean, rule: string): void {
  if (holds) return;
  throw new AcquitError('BANK_PAYMENT_UNFIT', `${field} ${rule}`, { detail: { field, rule } });
}
