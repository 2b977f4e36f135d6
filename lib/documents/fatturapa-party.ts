import { party } from './fatturapa-paths.ts';
import type { Party } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** The EAS scheme of the Codice Fiscale. */
const fiscalCodeScheme = '0210';

/** BG-4 or BG-7: the seller or the buyer, in the ordinary or the simplified shape (documents.md 6.1). */
export function readParty(group: XmlElement, terms: TermReader): Party {
  const fiscalCode = terms.single(group, party.fiscalCode);
  return {
    name: terms.single(group, party.name) ?? readPersonName(group, terms),
    tradingName: null,
    identifiers: fiscalCode === null ? [] : [{ scheme: fiscalCodeScheme, value: fiscalCode }],
    legalId: null,
    vatId: readVatId(group, terms),
    taxRegistrations: [],
    endpoint: null,
    country: terms.text(group, party.country),
  };
}

function readPersonName(group: XmlElement, terms: TermReader): string | null {
  const names = [terms.single(group, party.givenName), terms.single(group, party.familyName)];
  return names.filter((name) => name !== null).join(' ') || null;
}

/** `NL` and `809163160B01` make the VAT number (documents.md 11); a country alone makes none. */
function readVatId(group: XmlElement, terms: TermReader): string | null {
  const country = terms.single(group, party.vatCountry);
  const number = terms.single(group, party.vatNumber);
  return number === null ? null : `${country ?? ''}${number}`;
}
