import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { buildPaymentInitiation, type PaymentInitiation } from '../../lib/psd2/payment-initiation.ts';
import { createPkce } from '../../lib/psd2/pkce.ts';
import { transactionStatusFacts } from '../../lib/psd2/transaction-status.ts';

const payment: PaymentInitiation = {
  debtorIban: 'BE68539007547034',
  creditorIban: 'BE71096123456769',
  creditorName: 'Merchant123',
  amount: decimal('123.50'),
  endToEndIdentification: 'INV20240001',
  remittance: 'INV-2024-0001',
};
const built = (change: Partial<PaymentInitiation>) =>
  JSON.parse(Buffer.from(buildPaymentInitiation({ ...payment, ...change })).toString());

function faultOf(change: Partial<PaymentInitiation>): AcquitError {
  try {
    throw new Error(`no error but ${JSON.stringify(built(change))}`);
  } catch (error) {
    if (error instanceof AcquitError) return error;
    throw error;
  }
}

describe('the body of a payment', () => {
  test('is the worked example of the reference to the byte (psd2.md 2.3)', () => {
    const bytes = buildPaymentInitiation(payment);
    expect(bytes).toHaveLength(267);
    expect(createHash('sha256').update(bytes).digest('base64')).toBe(
      'RQrZdj15zfyK0RItX7s/xp9uO2kdvzJRwo9809YcwlI=',
    );
  });

  test.each([
    ['0.01', '0.01'],
    ['+7', '7.00'],
    ['1210.5000', '1210.50'],
    ['999999999.99', '999999999.99'],
  ])('writes the amount %s as the text "%s"', (amount, written) => {
    expect(built({ amount: decimal(amount) }).instructedAmount).toEqual({ currency: 'EUR', amount: written });
  });

  test('never changes an amount of whole cents', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 99_999_999_999n), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        expect(built({ amount: decimal(text) }).instructedAmount.amount).toBe(text);
      }),
    );
  });

  test.each<[string, Partial<PaymentInitiation>, string]>([
    ['an amount of nothing', { amount: decimal('0.00') }, 'instructedAmount'],
    ['a negative amount', { amount: decimal('-1') }, 'instructedAmount'],
    ['parts of a cent', { amount: decimal('1.005') }, 'instructedAmount'],
    ['more than SEPA carries', { amount: decimal('1000000000') }, 'instructedAmount'],
    ['wrong check digits', { creditorIban: 'BE71096123456768' }, 'creditorAccount'],
    ['an IBAN with blanks', { debtorIban: 'BE68 5390 0754 7034' }, 'debtorAccount'],
    ['no name', { creditorName: ' ' }, 'creditorName'],
    ['71 characters of name', { creditorName: 'x'.repeat(71) }, 'creditorName'],
    ['a name beyond the SEPA characters', { creditorName: 'Café & Co' }, 'creditorName'],
    ['a line break in a name', { creditorName: 'A\nB' }, 'creditorName'],
    ['no remittance', { remittance: '' }, 'remittanceInformationUnstructured'],
    ['141 characters of remittance', { remittance: 'x'.repeat(141) }, 'remittanceInformationUnstructured'],
    ['a remittance that starts with a slash', { remittance: '/A' }, 'remittanceInformationUnstructured'],
    ['a remittance with two slashes', { remittance: 'A//B' }, 'remittanceInformationUnstructured'],
    ['36 characters of end-to-end id', { endToEndIdentification: 'X'.repeat(36) }, 'endToEndIdentification'],
    ['an end-to-end id with a hyphen', { endToEndIdentification: 'INV-1' }, 'endToEndIdentification'],
    ['no end-to-end id', { endToEndIdentification: '' }, 'endToEndIdentification'],
  ])('is refused for %s, and the field is named', (_, change, field) => {
    const fault = faultOf(change);
    expect([fault.code, fault.detail['field']]).toEqual(['BANK_PAYMENT_UNFIT', field]);
    expect(fault.message).toContain(field);
  });

  test('a refused account number is not repeated', () => {
    const fault = faultOf({ creditorIban: 'BE71096123456768' });
    expect(JSON.stringify([fault.message, fault.detail])).not.toContain('0961');
  });

  test('takes the longest texts and the whole SEPA character set', () => {
    const set = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";
    const creditorName = 'x'.repeat(70);
    expect(built({ creditorName, remittance: set.padEnd(140, 'x') })).toMatchObject({ creditorName });
  });
});

describe('PKCE', () => {
  test('is the example of RFC 7636 appendix B', () => {
    const octets = Buffer.from([
      116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214,
      191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ]);
    expect(createPkce(octets)).toEqual({
      verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    });
  });

  test('gives verifiers of 43 to 128 permitted characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 96 }), (bytes) => {
        const { verifier, challenge } = createPkce(bytes);
        expect(verifier).toMatch(/^[A-Za-z0-9_-]{43,128}$/);
        expect(challenge).toMatch(/^[A-Za-z0-9_-]{43}$/);
      }),
    );
  });

  test.each([0, 31, 97])('refuses %d random bytes', (length) => {
    expect(() => createPkce(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('the status of a transaction', () => {
  test.each([
    ['initiated', false, ['RCVD', 'PDNG', 'PATC']],
    ['accepted', false, ['ACTC', 'ACCP', 'ACFC', 'ACWC', 'ACWP', 'ACSP']],
    ['settled', true, ['ACSC', 'ACCC']],
    ['failed', true, ['RJCT', 'CANC']],
    ['mixed', false, ['PART']],
    ['unknown', false, ['ACXX', '', 'acsc', 'constructor', '__proto__']],
  ] as const)('is %s (final: %s) for %j', (level, final, codes) => {
    for (const code of codes) expect(transactionStatusFacts(code)).toEqual({ level, final });
  });
});
