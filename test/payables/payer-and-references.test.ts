import { describe, expect, test } from 'vitest';
import { assessed, codesOf, testDirectory, testInvoice, testOrganisation, testParty } from './factory.ts';

describe('somebody who pays instead of the buyer', () => {
  const other = testParty({
    name: 'Holding S.A.',
    legalId: { scheme: '0002', value: '552100554' },
    endpoint: null,
  });

  test('who is not us is held and cannot be approved away', () => {
    const assessment = assessed({ payer: other });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'PAYER_DIFFERS']);
    expect(assessment.findings[0]?.value).toBe('Holding S.A.');
    const approvals = [{ code: 'PAYER_DIFFERS', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    expect(assessed({ payer: other }, { approvals }).outcome).toBe('HOLD');
  });

  test('without a name is shown by an identifier', () => {
    expect(assessed({ payer: { ...other, name: null } }).findings[0]?.value).toBe('0002:552100554');
  });

  test('who is the buyer, or us by an identifier of the directory, is nobody else', () => {
    const { buyer } = testInvoice();
    expect(assessed({ payer: buyer }).outcome).toBe('PAY');
    expect(assessed({ payer: { ...other, name: 'ACME nederland  b.v.' } }).outcome).toBe('PAY');
    const organisations = [testOrganisation({ identifiers: ['0002:552100554'] })];
    expect(assessed({ payer: other }, { directory: testDirectory({ organisations }) }).outcome).toBe('PAY');
  });
});

describe('references that the organisation requires', () => {
  const requiring = (...requires: ('buyer-reference' | 'order-reference')[]) => ({
    directory: testDirectory({ organisations: [testOrganisation({ requires })] }),
  });
  const both = requiring('buyer-reference', 'order-reference');

  test('are not missed when nobody asks for them', () => {
    expect(assessed({ buyerReference: null, orderReference: null }).outcome).toBe('PAY');
  });

  test.each([null, '', 'NA', 'na', ' N/A '])('count as missing when they are %j', (reference) => {
    const assessment = assessed({ buyerReference: reference, orderReference: reference }, both);
    expect(assessment.outcome).toBe('HOLD');
    expect(assessment.findings.map(({ code, term, value }) => [code, term, value])).toEqual([
      ['BUYER_REFERENCE_MISSING', 'BT-10', reference],
      ['BUYER_REFERENCE_MISSING', 'BT-13', reference],
    ]);
  });

  test('are asked for one by one', () => {
    const terms = (...args: Parameters<typeof assessed>) =>
      assessed(...args).findings.map(({ term }) => term);
    expect(terms({ buyerReference: 'K-1' }, both)).toEqual(['BT-13']);
    expect(terms({ orderReference: 'NAT-1' }, both)).toEqual(['BT-10']);
    expect(terms({ orderReference: '4500' }, requiring('order-reference'))).toEqual([]);
    expect(terms({ buyerReference: 'K-1' }, requiring('buyer-reference'))).toEqual([]);
  });

  test('may be waived by a person who knows the order, and are not asked of a credit note', () => {
    const approvals = [{ code: 'BUYER_REFERENCE_MISSING', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    expect(assessed({}, { ...both, approvals }).outcome).toBe('PAY');
    expect(codesOf(assessed({ typeCode: '381' }, both))).toEqual(['CREDIT_NOTE']);
  });
});
