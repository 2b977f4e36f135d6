import { expect, test } from 'vitest';
import { profileName } from '../../lib/payables/profile-name.ts';

const en = 'urn:cen.eu:en16931:2017';
const bis = `${en}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0`;
const nlcius = `${en}#compliant#urn:fdc:nen.nl:nlcius:v1.0`;
const xrechnung = `${en}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;

test.each([
  [en, 'EN 16931'],
  [bis, 'Peppol BIS Billing 3'],
  [`${bis}#conformant#urn:www.agid.gov.it:trns:fattura:3`, 'Peppol BIS Billing 3 (Italy)'],
  [`${en}#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0`, 'Peppol BIS Self-Billing 3'],
  [
    `${en}#conformant#urn:fdc:peppol.eu:2017:poacc:billing:international:aunz:3.0`,
    'Peppol BIS Billing International',
  ],
  ['urn:peppol:pint:billing-1@eu-1', 'Peppol PINT Billing'],
  ['urn:peppol:pint:nontaxinvoice-1@eu-1', 'Peppol PINT Non-Tax Invoice'],
  ['urn:peppol:pint:selfbilling-1@eu-1', 'Peppol PINT Self-Billing'],
  [nlcius, 'NLCIUS (SI-UBL 2.0)'],
  [`${nlcius}#conformant#urn:fdc:nen.nl:gaccount:v1.0`, 'NLCIUS, g-account'],
  [`${nlcius}#conformant#urn:fdc:energie-efactuur.nl:v1`, 'NLCIUS, energie eFactuur'],
  [
    'urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.simplerinvoicing.org:si:si-ubl:ver1.1',
    'SI-UBL 1.x',
  ],
  [xrechnung, 'XRechnung'],
  [`${en}#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3`, 'XRechnung'],
  [`${xrechnung}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`, 'XRechnung Extension'],
  ['urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0', 'EHF Reminder'],
  ['urn:fdc:anskaffelser.no:2019:ehf:payment-request:3.0', 'EHF Payment Request'],
  ['urn:fdc:anskaffelser.no:2019:ehf:forward-billing:3.0', 'EHF Forward Billing'],
  [`${en}#conformant#urn:UBL.BE:1.0.0.20180214`, 'UBL.BE'],
  [`${en}#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1`, 'CIUS-RO'],
  [`${en}#compliant#urn:feap.gov.pt:CIUS-PT:2.1.1`, 'CIUS-PT'],
  [`${en}#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr`, 'EXTENDED-CTC-FR'],
  ['urn:factur-x.eu:1p0:minimum', 'Factur-X MINIMUM'],
  ['urn:factur-x.eu:1p0:basicwl', 'Factur-X BASIC WL'],
  [`${en}#compliant#urn:factur-x.eu:1p0:basic`, 'Factur-X BASIC'],
  ['urn:cen.eu:en16931:2017:compliant:factur-x.eu:1p0:basic', 'Factur-X BASIC'],
  [`${en}#conformant#urn:factur-x.eu:1p0:extended`, 'Factur-X EXTENDED'],
  [`${en}#compliant#urn:zugferd.de:2p0:basic`, 'ZUGFeRD 2.0 BASIC'],
  [`${en}#conformant#urn:zugferd.de:2p0:extended`, 'ZUGFeRD 2.0 EXTENDED'],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0:comfort', 'ZUGFeRD 1.0'],
  // however it is broken over lines and whatever its case
  ['URN:CEN.EU:EN16931:2017 #compliant# urn:fdc:peppol.eu:2017:poacc:\nbilling:3.0', 'Peppol BIS Billing 3'],
  // without a name it is called by its identifier, as written
  ['urn:mfin.gov.rs:SRBDT:2022', 'urn:mfin.gov.rs:SRBDT:2022'],
  ['FPR12', 'FPR12'],
  ['', ''],
])('people call %s %s', (specification, name) => expect(profileName(specification)).toBe(name));
