import { describe, expect, test } from 'vitest';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';

const oasis = 'urn:oasis:names:specification:ubl:schema:xsd';
const rootOf = (local: string, namespace: string) =>
  `<x:${local} xmlns:x="${namespace}"><x:ID>1</x:ID></x:${local}>`;

const response = (customization: string) =>
  `<ApplicationResponse xmlns="${oasis}:ApplicationResponse-2" xmlns:cbc="${oasis}:CommonBasicComponents-2"><cbc:CustomizationID> ${customization} </cbc:CustomizationID></ApplicationResponse>`;

function answer(bytes: Uint8Array | string): readonly [string | null, string] {
  const reading = readXmlDocument(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return [reading.syntax, reading.readable ? 'readable' : reading.findings[0].code];
}

describe('Invoices in a syntax that is not read yet are held for a person, with the syntax named', () => {
  const der = Buffer.from([0x30, 0x82, 0x01, 0x00, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]);
  test.each([
    [
      'fatturapa',
      rootOf('FatturaElettronica', 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.3'),
    ],
    [
      'fatturapa',
      rootOf(
        'FatturaElettronicaSemplificata',
        'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v2.0',
      ),
    ],
    ['edifact', '<M_INVOIC><S_UNH/></M_INVOIC>'],
    ['edifact', "UNA:+.? 'UNB+UNOC:3+SENDER+RECEIVER+260915:1200+1'"],
    ['edifact', 'UNB+UNOC:3+SENDER+RECEIVER'],
    ['pdf', '%PDF-1.7\n%âãÏÓ\n'],
    ['pdf', `\n${' '.repeat(100)}%PDF-1.4\n`],
    ['p7m', der],
    ['p7m', Buffer.from([0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7])],
    ['p7m', der.toString('base64')],
    ['p7m', Buffer.from(der.toString('base64')).toString('base64')],
    ['p7m', `-----BEGIN PKCS7-----\n${der.toString('base64')}\n-----END PKCS7-----\n`],
  ])('%s', (syntax, document) => {
    expect(answer(document)).toEqual([syntax, 'SYNTAX_NOT_SUPPORTED']);
  });

  test('A root that nobody knows is held too, and the message names it.', () => {
    const reading = readXmlDocument(Buffer.from(rootOf('Rechnung', 'urn:example:rechnung')));
    expect(reading).toMatchObject({ readable: false, syntax: null });
    expect(reading).toHaveProperty(
      'findings.0.message',
      expect.stringContaining('{urn:example:rechnung}Rechnung'),
    );
  });

  test('The root element of an invoice in another namespace is no invoice.', () => {
    expect(answer(rootOf('Invoice', 'urn:example:invoice'))).toEqual([null, 'SYNTAX_NOT_SUPPORTED']);
    expect(answer(rootOf('CrossIndustryInvoice', 'urn:example:invoice'))).toEqual([
      null,
      'SYNTAX_NOT_SUPPORTED',
    ]);
    expect(answer(rootOf('Order', `${oasis}:Invoice-2`))).toEqual([null, 'SYNTAX_NOT_SUPPORTED']);
  });
});

describe('Neighbouring documents are not invoices, and nothing is paid from them', () => {
  test.each([
    ['order', rootOf('Order', `${oasis}:Order-2`)],
    ['order-response', rootOf('OrderResponse', `${oasis}:OrderResponse-2`)],
    ['order-change', rootOf('OrderChange', `${oasis}:OrderChange-2`)],
    ['despatch-advice', rootOf('DespatchAdvice', `${oasis}:DespatchAdvice-2`)],
    ['catalogue', rootOf('Catalogue', `${oasis}:Catalogue-2`)],
    ['reminder', rootOf('Reminder', `${oasis}:Reminder-2`)],
    ['self-billed-invoice', rootOf('SelfBilledInvoice', `${oasis}:SelfBilledInvoice-2`)],
    ['statement', rootOf('Statement', `${oasis}:Statement-2`)],
    ['debit-note', rootOf('DebitNote', `${oasis}:DebitNote-2`)],
    ['application-response', rootOf('ApplicationResponse', `${oasis}:ApplicationResponse-2`)],
    ['application-response', response('urn:www.cenbii.eu:transaction:biitrns071:ver2.0')],
    ['invoice-response', response('urn:fdc:peppol.eu:poacc:trns:invoice_response:3')],
    ['message-level-response', response('urn:fdc:peppol.eu:poacc:trns:mlr:3')],
    ['message-level-status', response('urn:peppol:edec:mls:1.0')],
    [
      'order-x',
      rootOf('SCRDMCCBDACIOMessageStructure', 'urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'),
    ],
    [
      'cdar',
      rootOf(
        'CrossDomainAcknowledgementAndResponse',
        'urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100',
      ),
    ],
    ['sdi-notification', rootOf('RicevutaConsegna', 'http://www.fatturapa.gov.it/sdi/messaggi/v1.0')],
    ['peppol-administration', rootOf('TaxData', 'urn:peppol:schema:pint:taxdata:1')],
    [
      'peppol-administration',
      rootOf('EndUserStatisticsReport', 'urn:fdc:peppol:end-user-statistics-report:1.1'),
    ],
  ])('%s', (syntax, document) => {
    expect(answer(document)).toEqual([syntax, 'NOT_AN_INVOICE']);
  });
});
