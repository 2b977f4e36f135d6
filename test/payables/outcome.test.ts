import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../lib/findings/catalogue.ts';
import { finding } from '../../lib/findings/finding.ts';
import { isNothingToPay, outcomeOf } from '../../lib/payables/outcome.ts';

const findings = (...codes: FindingCode[]) => codes.map((code) => finding(code));
const approved = (...codes: FindingCode[]) =>
  codes.map((code) => ({ code, by: 'ann', at: '2026-11-20T09:00:00Z' }));

describe('what becomes of an invoice', () => {
  test.each<[FindingCode, string]>([
    ['TOTALS_INCONSISTENT', 'REJECT'],
    ['NEW_BANK_ACCOUNT', 'HOLD'],
    ['STORAGE_UNAVAILABLE', 'HOLD'],
    ['CONFIGURATION_INVALID', 'HOLD'],
    ['MESSAGE_INVALID', 'HOLD'],
    ['NOT_AN_INVOICE', 'IGNORE'],
    ['DIRECT_DEBIT', 'NO_PAYMENT'],
    ['PAST_DUE', 'PAY'],
  ])('with %s alone is %s', (code, outcome) => {
    expect(outcomeOf(findings(code), [])).toBe(outcome);
    expect(outcomeOf(findings('PAST_DUE', code), [])).toBe(outcome);
    expect(isNothingToPay(findings('PAST_DUE', code))).toBe(outcome === 'NO_PAYMENT');
  });

  test('without findings is that it is paid', () => {
    expect(outcomeOf([], [])).toBe('PAY');
    expect(isNothingToPay([])).toBe(false);
  });

  test.each<[string, FindingCode[]]>([
    ['REJECT', ['PAST_DUE', 'DIRECT_DEBIT', 'NOT_AN_INVOICE', 'NEW_BANK_ACCOUNT', 'IBAN_INVALID']],
    ['HOLD', ['PAST_DUE', 'DIRECT_DEBIT', 'NOT_AN_INVOICE', 'NEW_BANK_ACCOUNT']],
    ['IGNORE', ['PAST_DUE', 'DIRECT_DEBIT', 'NOT_AN_INVOICE']],
    ['NO_PAYMENT', ['PAST_DUE', 'DIRECT_DEBIT']],
  ])('is %s, the worst of several, in whatever order they are found', (outcome, codes) => {
    expect(outcomeOf(findings(...codes), [])).toBe(outcome);
    expect(outcomeOf(findings(...codes.toReversed()), [])).toBe(outcome);
  });

  test('is not stopped by what a person approved, and by all else still', () => {
    const both = findings('NEW_BANK_ACCOUNT', 'PAYEE_DIFFERS');
    expect(outcomeOf(both, approved('NEW_BANK_ACCOUNT', 'PAYEE_DIFFERS'))).toBe('PAY');
    expect(outcomeOf(both, approved('NEW_BANK_ACCOUNT'))).toBe('HOLD');
    expect(outcomeOf(findings('IBAN_INVALID'), approved('IBAN_INVALID'))).toBe('REJECT');
  });
});
