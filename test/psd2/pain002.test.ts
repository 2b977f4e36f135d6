import { describe, expect, test } from 'vitest';
import { errorOf, htmlPage, reply } from '../http/stand-in.ts';
import { bankAgainst, base, requestId } from './bank-against.ts';

const product = { service: 'bulk-payments', product: 'pain.001-sepa-credit-transfers' } as const;
const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.03';
const report = (inside: string, uri = namespace) =>
  `<?xml version="1.0"?><Document xmlns="${uri}"><CstmrPmtStsRpt><GrpHdr><MsgId>1</MsgId></GrpHdr>${inside}</CstmrPmtStsRpt></Document>`;
const group = (status: string) => `<OrgnlGrpInfAndSts><GrpSts>${status}</GrpSts></OrgnlGrpInfAndSts>`;
const info = (inside: string) => `<OrgnlPmtInfAndSts>${inside}</OrgnlPmtInfAndSts>`;
const item = (id: string, status: string, reason = '') =>
  `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}</TxInfAndSts>`;
const read = (body: unknown) =>
  bankAgainst(reply(200, body)).bank.readPaymentStatus({ paymentId: '1', product, requestId });

describe('a status in pain.002', () => {
  test('is asked for as XML at the address of its product', async () => {
    const { send, bank } = bankAgainst(reply(200, report(group('RCVD'))));
    await bank.readPaymentStatus({ paymentId: '1', product, requestId });
    expect(send.requests[0]).toMatchObject({
      url: `${base}/v1/bulk-payments/pain.001-sepa-credit-transfers/1/status`,
      headers: { Accept: 'application/xml, application/json' },
    });
  });

  test.each<[string, string, string]>([
    ['of the group', group('ACTC'), 'ACTC'],
    ['of the payment before that of the group', group('ACTC') + info('<PmtInfSts>ACSC</PmtInfSts>'), 'ACSC'],
    ['of items that agree', info(item('A', 'ACSP') + item('B', 'ACSP')), 'ACSP'],
    ['in part, where items disagree', info(item('A', 'ACSC') + item('B', 'RJCT')), 'PART'],
    [
      'in part, where payments disagree',
      info('<PmtInfSts>ACSC</PmtInfSts>') + info('<PmtInfSts>RJCT</PmtInfSts>'),
      'PART',
    ],
    [
      'in part, where a settled payment has a refused item',
      info(`<PmtInfSts>ACSC</PmtInfSts>${item('B', 'RJCT')}`),
      'PART',
    ],
    [
      'in part, where a refused group has a settled payment',
      group('RJCT') + info('<PmtInfSts>ACSC</PmtInfSts>'),
      'PART',
    ],
    [
      'settled, where the items are on either side',
      info(`<PmtInfSts>ACSC</PmtInfSts>${item('A', 'ACCC')}`),
      'ACSC',
    ],
    ['that nobody knows', group('ACXX'), 'ACXX'],
  ])('is the one %s', async (_, inside, status) => {
    expect((await read(report(inside))).transactionStatus).toBe(status);
  });

  test('tells which transfers of a bulk were refused, and why', async () => {
    const reason = (code: string) => `<StsRsnInf><Rsn>${code}</Rsn></StsRsnInf>`;
    const items = item('A', 'RJCT', reason('<Cd>AC04</Cd>')) + item('B', 'RJCT', reason('<Prtry>X1</Prtry>'));
    const read002 = await read(report(group('PART') + info(items + item('C', 'ACSC'))));
    expect(read002).toEqual({
      transactionStatus: 'PART',
      items: [
        { endToEndId: 'A', transactionStatus: 'RJCT', reason: 'AC04' },
        { endToEndId: 'B', transactionStatus: 'RJCT', reason: 'X1' },
        { endToEndId: 'C', transactionStatus: 'ACSC', reason: undefined },
      ],
    });
  });

  test('may have a later version, prefixes, and JSON in its place', async () => {
    const later = report(group('ACSC'), 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10');
    expect((await read(later)).transactionStatus).toBe('ACSC');
    const prefixed = report(group('ACSC'))
      .replace(/<(\/?)(?=[A-Z])/g, '<$1p:')
      .replace('xmlns=', 'xmlns:p=');
    expect((await read(prefixed)).transactionStatus).toBe('ACSC');
    expect(await read({ transactionStatus: 'ACSC' })).toEqual({ transactionStatus: 'ACSC' });
  });

  test.each<[string, unknown]>([
    ['HTML', htmlPage],
    ['broken XML', report(group('ACSC')).slice(0, -4)],
    ['a DOCTYPE', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ACSC">]>${report(group('&a;')).slice(21)}`],
    ['another message', report(group('ACSC'), 'urn:iso:std:iso:20022:tech:xsd:pain.014.001.01')],
    ['a namespace of somebody else', report(group('ACSC'), 'urn:x:pain.002.001.03')],
    ['no status', report('')],
    ['no report', `<Document xmlns="${namespace}"/>`],
  ])('is refused as %s', async (_, body) => {
    expect((await errorOf(read(body))).code).toBe('BANK_ANSWER_INVALID');
  });
});
