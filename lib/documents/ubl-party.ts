import type { Identifier, Party } from './invoice.ts';
import type { XmlElement } from './xml-element.ts';

/** BG-4 or BG-7: the seller or the buyer; `party` is their cac:Party. */
export function readParty(party: XmlElement): Party {
  return {
    name: party.text('cac:PartyLegalEntity/cbc:RegistrationName'),
    tradingName: party.text('cac:PartyName/cbc:Name'),
    ...readRegistrations(party),
  };
}

/** BG-10. `party` is cac:PayeeParty itself; its name is the party name, or the legal name if that is all it has. */
export function readPayee(party: XmlElement): Party {
  return {
    name: party.text('cac:PartyName/cbc:Name') ?? party.text('cac:PartyLegalEntity/cbc:RegistrationName'),
    tradingName: null,
    ...readRegistrations(party),
  };
}

function readRegistrations(party: XmlElement): Omit<Party, 'name' | 'tradingName'> {
  const taxSchemes = party.all('cac:PartyTaxScheme');
  const vatScheme = taxSchemes.find(isVat);
  return {
    // The scheme SEPA marks BT-90, the creditor id of a direct debit, which names no party (documents.md 4).
    identifiers: identifiersAt(party, 'cac:PartyIdentification/cbc:ID').filter(
      ({ scheme }) => scheme !== 'SEPA',
    ),
    legalId: identifiersAt(party, 'cac:PartyLegalEntity/cbc:CompanyID')[0] ?? null,
    vatId: vatScheme?.text('cbc:CompanyID') ?? null,
    taxRegistrations: taxSchemes
      .filter((each) => !isVat(each))
      .flatMap((each) => each.texts('cbc:CompanyID')),
    endpoint: identifiersAt(party, 'cbc:EndpointID')[0] ?? null,
    country: party.text('cac:PostalAddress/cac:Country/cbc:IdentificationCode'),
  };
}

const isVat = (taxScheme: XmlElement): boolean =>
  taxScheme.text('cac:TaxScheme/cbc:ID')?.toUpperCase() === 'VAT';

const identifiersAt = (party: XmlElement, path: string): readonly Identifier[] =>
  party.filled(path).map((id) => ({ scheme: id.attribute('schemeID'), value: id.read() }));
