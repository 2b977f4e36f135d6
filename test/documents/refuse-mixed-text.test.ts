import { describe, expect, test } from 'vitest';
import { invoiceWith, readText, refusal, ubl } from './ubl-document.ts';

const payable = (content: string) =>
  `<cac:LegalMonetaryTotal><cbc:PayableAmount>${content}</cbc:PayableAmount></cac:LegalMonetaryTotal>`;

describe('Text beside elements is refused, because no value may be put together from pieces', () => {
  test.each([
    ['around an element', payable('64<cbc:Note>9</cbc:Note>8.32')],
    ['before an empty element', payable('648.32<cbc:Note/>')],
    ['behind an element of an unknown namespace', payable('<x:y xmlns:x="urn:x"/>648.32')],
    ['in a CDATA section', payable('<cbc:Note>9</cbc:Note><![CDATA[648.32]]>')],
    ['loose in a group', `<cac:PaymentMeans>30${payable('1')}</cac:PaymentMeans>`],
  ])('An amount or group with text %s is refused.', (_name, content) => {
    expect(refusal(ubl('Invoice', content))).toBe('NOT_WELL_FORMED');
  });

  test('FatturaPA, which has no namespace, is refused alike.', () => {
    const number = 'FPR12/<Sezionale>A</Sezionale>7';
    expect(
      refusal(
        `<p:FatturaElettronica xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><Numero>${number}</Numero></DatiGeneraliDocumento></DatiGenerali></FatturaElettronicaBody></p:FatturaElettronica>`,
      ),
    ).toBe('NOT_WELL_FORMED');
  });

  test('The finding names the element and not what stands in it.', () => {
    const reading = readText(ubl('Invoice', payable('64<cbc:Note>9</cbc:Note>8.32')));
    expect(reading).toMatchObject({
      findings: [{ message: 'The element cbc:PayableAmount holds text beside other elements.' }],
    });
  });

  test('Blanks, comments and CDATA sections without elements are no such text.', () => {
    const invoice = invoiceWith(`\n  ${payable('64<!-- 9 -->8<![CDATA[.32]]>')}\n`);
    expect(invoice.totals.payable).toBe('648.32');
  });

  test('Extensions and signatures may hold anything, and are no part of the invoice.', () => {
    const mixed = '<p>a <b>bold</b> word</p>';
    const extension = `<e:UBLExtensions xmlns:e="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"><e:UBLExtension><e:ExtensionContent>${mixed}</e:ExtensionContent></e:UBLExtension></e:UBLExtensions>`;
    const signature = `<d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"><d:Object>${mixed}</d:Object></d:Signature>`;
    expect(invoiceWith(extension + signature + payable('648.32')).totals.payable).toBe('648.32');
  });

  test('Extensions may have text beside their own elements.', () => {
    const extensions =
      '<e:UBLExtensions xmlns:e="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">a<e:UBLExtension/></e:UBLExtensions>';
    expect(invoiceWith(extensions + payable('648.32')).totals.payable).toBe('648.32');
  });
});
