import { describe, expect, test } from 'vitest';
import { isOfDocumentType } from '../../lib/psb/document-type.ts';

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';
const nlcius = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0';
const cii = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100';
const fullType = `${ubl}Invoice-2::Invoice##${nlcius}::2.1`;

const invoice = `<?xml version="1.0"?>
<!-- <Other xmlns="urn:x"> <cbc:CustomizationID>no</cbc:CustomizationID> -->
<Invoice xmlns="${ubl}Invoice-2" xmlns:cbc="c"><cbc:CustomizationID> ${nlcius} </cbc:CustomizationID></Invoice>`;
const prefixed = `<inv:Invoice xmlns:inv='${ubl}Invoice-2'><CustomizationID x="1">${nlcius}</CustomizationID></inv:Invoice>`;
const creditNote = invoice.replaceAll('Invoice', 'CreditNote');
const crossIndustry = `<rsm:CrossIndustryInvoice xmlns:rsm="${cii}" xmlns:ram="r"><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>${nlcius}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:CrossIndustryInvoice>`;

describe('a document is of the type that was asked for', () => {
  test.each([
    ['an invoice by its full type', invoice, fullType],
    ['an invoice whose root has a prefix', prefixed, fullType],
    ['an invoice after a byte order mark', `\uFEFF${invoice}`, fullType],
    ['a credit note when its invoice type was asked', creditNote, fullType],
    ['an invoice when its credit note type was asked', invoice, fullType.replaceAll('Invoice', 'CreditNote')],
    ['an invoice by its customization alone', invoice, nlcius],
    ['CII by its namespace alone', crossIndustry, cii],
    ['CII by its full type', crossIndustry, `${cii}::CrossIndustryInvoice##${nlcius}::D16B`],
  ])('when it is %s', (_, text, type) => {
    expect(isOfDocumentType(Buffer.from(text), type)).toBe(true);
  });

  test.each([
    ['another customization', invoice, fullType.replace('nlcius:v1.0', 'nlcius:v1.1')],
    ['a customization that only begins like it', invoice, `${ubl}Invoice-2::Invoice##${nlcius}#x::2.1`],
    ['another root', crossIndustry, fullType],
    ['the asked customization only in a comment', invoice, 'no'],
    ['the asked root only in a comment', invoice, 'urn:x'],
    ['no customization', `<Invoice xmlns="${ubl}Invoice-2"/>`, fullType],
    ['no XML', '%PDF-1.7', fullType],
    ['nothing', '', fullType],
    ['nothing in it, and nothing was asked in particular', '', ''],
  ])('but not when it has %s', (_, text, type) => {
    expect(isOfDocumentType(Buffer.from(text), type)).toBe(false);
  });

  test.each(['<!--', '<a ', '<CustomizationID ', '<a:', '<a>', '-->'])(
    'and a file of nothing but "%s" is told apart at once',
    (piece) => {
      const started = performance.now();
      isOfDocumentType(Buffer.from(piece.repeat(100_000)), fullType);
      expect(performance.now() - started).toBeLessThan(500);
    },
  );
});
