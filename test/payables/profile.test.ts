import { describe, expect, test } from 'vitest';
import { type ProfileKind, profileOf } from '../../lib/payables/profile.ts';

const of = (profile: string | null): ProfileKind => profileOf({ syntax: 'ubl-invoice', profile });
const en = 'urn:cen.eu:en16931:2017';

describe('how Acquit treats a profile', () => {
  test.each([
    en,
    `${en}#compliant#urn:fdc:nen.nl:nlcius:v1.0`,
    `${en}#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:energie-efactuur.nl:v1`,
    'urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.simplerinvoicing.org:si:si-ubl:ver1.1',
    `${en}#compliant#urn:xoev-de:kosit:standard:xrechnung_1.2`,
    `${en}#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3`,
    `${en}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`,
    `${en}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`,
    `${en}#conformant#urn:fdc:peppol.eu:2017:poacc:billing:international:aunz:3.0`,
    `${en}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`,
    `${en}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0#conformant#urn:www.agid.gov.it:trns:fattura:3`,
    `${en}#conformant#urn:UBL.BE:1.0.0.20180214`,
    `${en}#Conformant#urn:UBL.BE:1.0.0.20180214`,
    `${en}#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1`,
    `${en}#compliant#urn:mfin.gov.rs:srbdt:2022`,
    'urn:peppol:pint:billing-1@eu-1',
    'urn:peppol:pint:nontaxinvoice-1@eu-1',
    `${en}#compliant#urn:factur-x.eu:1p0:basic`,
    `${en}:compliant:factur-x.eu:1p0:basic`,
    `${en}#conformant#urn:factur-x.eu:1p0:extended`,
    `${en}#conformant#urn:zugferd.de:2p0:extended`,
    `${en}#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr`,
    'urn:ferd:CrossIndustryDocument:invoice:1p0:comfort',
    'urn:ferd:CrossIndustryDocument:invoice:1p0:extended',
    `${en}#compliant#urn:a-restriction-nobody-told-us-about`,
    `\n  ${en}#compliant#\n  urn:fdc:nen.nl:nlcius:v1.0\t`,
    'urn:cen.eu:\n  en16931:2017',
  ])('%s follows the standard', (profile) => expect(of(profile)).toBe('standard'));

  test.each<[string, ProfileKind]>([
    ['urn:peppol:pint:selfbilling-1@eu-1', 'self-billing'],
    [`${en}#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0`, 'self-billing'],
    [`${en}#conformant#urn:fdc:peppol.eu:2017:poacc:selfbilling:international:aunz:3.0`, 'self-billing'],
    [`${en}#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:nen.nl:gaccount:v1.0`, 'g-account'],
    [`${en}#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0`, 'reminder'],
    [`${en}#conformant#urn:fdc:anskaffelser.no:2019:ehf:payment-request:3.0`, 'special-claim'],
    [`${en}#conformant#urn:fdc:anskaffelser.no:2019:ehf:forward-billing:3.0`, 'special-claim'],
    ['urn:factur-x.eu:1p0:minimum', 'minimum'],
    ['urn:zugferd.de:2p0:minimum', 'minimum'],
    ['urn:factur-x.eu:1p0:basicwl', 'basic-wl'],
    ['urn:ferd:CrossIndustryDocument:invoice:1p0:basic', 'basic-wl'],
    ['URN:ZUGFERD.DE:2P0:BASICWL', 'basic-wl'],
  ])('%s is treated as %s', (profile, kind) => expect(of(profile)).toBe(kind));

  test.each([
    null,
    '',
    'OIOUBL-2.02',
    'urn:fdc:oioubl.dk:trns:billing:invoice:3.0',
    'TR1.2',
    'urn:zatca.gov.sa:trns:invoice',
    'urn:ferd:CrossIndustryDocument:invoice:1p0:unheard',
    'urn:oasis:names:specification:ubl:xpath:CreditNote-2.0:sbs-1.0-draft',
    `${en}#conformant#urn:an-extension-nobody-told-us-about`,
    'FPR12',
    'urn:something:else',
  ])('%s is not supported', (profile) => expect(of(profile)).toBe('unsupported'));

  // Each one known by its own name, whatever is written before and after it.
  test.each<[string, ProfileKind]>([
    ['urn:peppol:pint:selfbilling-1', 'self-billing'],
    ['poacc:selfbilling:', 'self-billing'],
    ['urn:peppol:pint:nontaxinvoice-1', 'standard'],
    ['urn:peppol:pint:billing-1', 'standard'],
    ['urn:fdc:nen.nl:gaccount', 'g-account'],
    ['urn:fdc:energie-efactuur.nl', 'standard'],
    ['urn:fdc:nen.nl:nlcius', 'standard'],
    ['simplerinvoicing.org:si:si-ubl', 'standard'],
    ['kosit:extension:xrechnung', 'standard'],
    ['kosit:xrechnung', 'standard'],
    ['kosit:standard:xrechnung', 'standard'],
    ['ehf:reminder', 'reminder'],
    ['ehf:payment-request', 'special-claim'],
    ['ehf:forward-billing', 'special-claim'],
    ['poacc:billing:international:', 'standard'],
    ['peppol.eu:2017:poacc:billing:3.0', 'standard'],
    ['urn:ubl.be:', 'standard'],
    ['cius-ro', 'standard'],
    ['cius-pt', 'standard'],
    ['mfin.gov.rs', 'standard'],
    ['factur-x.eu:1p0:minimum', 'minimum'],
    ['zugferd.de:2p0:minimum', 'minimum'],
    ['factur-x.eu:1p0:basicwl', 'basic-wl'],
    ['zugferd.de:2p0:basicwl', 'basic-wl'],
    ['factur-x.eu:1p0:basic', 'standard'],
    ['factur-x.eu:1p0:extended', 'standard'],
    ['zugferd.de:2p0:', 'standard'],
    ['urn.cpro.gouv.fr:1p0:extended-ctc-fr', 'standard'],
    ['urn:ferd:crossindustrydocument:invoice:1p0:basic', 'basic-wl'],
    ['urn:ferd:crossindustrydocument:invoice:1p0:comfort', 'standard'],
    ['urn:ferd:crossindustrydocument:invoice:1p0:extended', 'standard'],
  ])('%s alone is treated as %s, and so is an extension of the standard by that name', (name, kind) => {
    expect(of(`x:${name}:y`)).toBe(kind);
    expect(of(`${en}#conformant#x:${name}:y`)).toBe(kind);
  });

  test('the Italian extension of the standard is known only as an extension', () => {
    expect(of(`${en}#conformant#urn:www.agid.gov.it:trns:fattura:3`)).toBe('standard');
    expect(of('urn:www.agid.gov.it:trns:fattura:3')).toBe('unsupported');
  });

  test.each(['urn:zatca.gov.sa:trns:invoice', 'urn:fdc:oioubl.dk:trns:billing:invoice:3.0', 'TR1.2'])(
    '%s is not supported even where it claims to follow the standard: its totals do not',
    (profile) => expect(of(`${en}#compliant#${profile}`)).toBe('unsupported'),
  );

  test.each(['FPA12', 'FPR12', '1.0', '1.1', 'FSM10', 'FSM10-semplificata'])(
    '%s is a format of FatturaPA',
    (profile) => {
      expect(profileOf({ syntax: 'fatturapa', profile })).toBe('standard');
      expect(profileOf({ syntax: 'fatturapa-simplified', profile })).toBe('standard');
    },
  );

  test.each([
    null,
    '',
    'FPR13',
    'XFPR12',
    'FPR121',
    'XFSM10',
    '1.2',
    `${en}#compliant#urn:fdc:nen.nl:nlcius:v1.0`,
  ])('a FatturaPA of format %s is not supported', (profile) =>
    expect(profileOf({ syntax: 'fatturapa', profile })).toBe('unsupported'),
  );
});
