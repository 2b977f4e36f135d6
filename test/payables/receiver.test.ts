import { describe, expect, test } from 'vitest';
import type { Organisation } from '../../lib/payables/directory.ts';
import { findReceiver } from '../../lib/payables/receiver.ts';
import { testDirectory, testInvoice, testOrganisation, testParty } from './factory.ts';

const nobody = testParty({ legalId: null, vatId: null, endpoint: null, identifiers: [] });
const stranger = testParty({
  legalId: { scheme: '0106', value: '11111111' },
  vatId: 'NL111111111B01',
  endpoint: null,
});

// Two companies of a fiscal unity: one VAT number, and an electronic address each.
const unity = 'NL001234567B01';
const acme = testOrganisation({ parties: ['0190:1', '0106:12345678'], identifiers: [unity] });
const sister = testOrganisation({ shortCode: 'SIS', parties: ['0106:22222222'], identifiers: [unity] });

const found = (
  changes: Parameters<typeof testInvoice>[0],
  party?: string,
  organisations: readonly Organisation[] = [acme, sister],
) => {
  const { organisation, isSeller, findings } = findReceiver(
    testInvoice(changes),
    testDirectory({ organisations: [...organisations] }),
    party,
  );
  return {
    organisation: organisation?.shortCode,
    isSeller,
    findings: findings.map(({ code, value }) => [code, value]),
  };
};

describe('the receiver of a delivery', () => {
  test.each([
    ['0106:12345678', 'ACME'],
    ['NL:OINO:1', 'ACME'],
    ['0106:22222222', 'SIS'],
  ])('at party %s is its owner %s, however many parties it has', (party, organisation) => {
    const buyer = testParty({ ...nobody, vatId: unity });
    expect(found({ buyer }, party)).toEqual({ organisation, isSeller: false, findings: [] });
  });

  test('at a party of nobody is unknown, and the party is named', () => {
    expect(found({}, '0106:99999999')).toEqual({
      organisation: undefined,
      isSeller: false,
      findings: [['PARTY_UNKNOWN', '0106:99999999']],
    });
  });

  test('that names another buyer is still the owner, and the ids of that buyer are told', () => {
    expect(found({ buyer: stranger }, '0106:12345678')).toEqual({
      organisation: 'ACME',
      isSeller: false,
      findings: [['RECEIVER_UNKNOWN', '0106:11111111, VAT:NL111111111B01']],
    });
    expect(found({ buyer: nobody }, '0106:12345678').findings).toEqual([['RECEIVER_UNKNOWN', null]]);
  });
});

describe('the receiver of a file', () => {
  const sharing = (endpoint: { scheme: string | null; value: string } | null) =>
    found({ buyer: testParty({ ...nobody, vatId: unity, endpoint }) });

  test('is the one organisation that the buyer block names, by whatever identifier', () => {
    const buyer = testParty({ ...nobody, identifiers: [{ scheme: '0106', value: '2222 2222' }] });
    expect(found({ buyer })).toEqual({ organisation: 'SIS', isSeller: false, findings: [] });
    expect(found({ buyer: testParty({ ...nobody, vatId: unity }) }, undefined, [sister])).toEqual({
      organisation: 'SIS',
      isSeller: false,
      findings: [],
    });
  });

  test('is told by its electronic address among companies that share a VAT number', () => {
    expect(sharing({ scheme: '0106', value: '22222222' })).toEqual({
      organisation: 'SIS',
      isSeller: false,
      findings: [],
    });
    expect(sharing({ scheme: 'NL:KVK', value: '12345678' }).organisation).toBe('ACME');
  });

  test.each([
    [null, `VAT:${unity}`],
    [{ scheme: null, value: '22222222' }, `VAT:${unity}, 22222222`],
    [{ scheme: '0106', value: '33333333' }, `VAT:${unity}, 0106:33333333`],
  ])('is nobody when they share a VAT number and the address is %j', (endpoint, value) => {
    expect(sharing(endpoint)).toEqual({
      organisation: undefined,
      isSeller: false,
      findings: [['RECEIVER_UNKNOWN', value]],
    });
  });

  test('is nobody when the buyer is a stranger, or has no identifier at all', () => {
    expect(found({ buyer: stranger })).toEqual({
      organisation: undefined,
      isSeller: false,
      findings: [['RECEIVER_UNKNOWN', '0106:11111111, VAT:NL111111111B01']],
    });
    expect(found({ buyer: nobody }).findings).toEqual([['RECEIVER_UNKNOWN', null]]);
  });

  test('is the seller when that is us and the buyer is a stranger, or is us under another number', () => {
    const ours = testParty({ ...nobody, legalId: { scheme: '0106', value: '12345678' } });
    expect(found({ seller: ours, buyer: stranger })).toEqual({
      organisation: 'ACME',
      isSeller: true,
      findings: [],
    });
    const again = testParty({ ...nobody, endpoint: { scheme: '0190', value: '1' } });
    expect(found({ seller: ours, buyer: again })).toEqual({
      organisation: 'ACME',
      isSeller: true,
      findings: [],
    });
  });

  test('is the buyer when one of our organisations sells to another', () => {
    const seller = testParty({ ...nobody, legalId: { scheme: '0106', value: '12345678' } });
    const buyer = testParty({ ...nobody, legalId: { scheme: '0106', value: '22222222' } });
    expect(found({ seller, buyer })).toEqual({ organisation: 'SIS', isSeller: false, findings: [] });
  });
});
