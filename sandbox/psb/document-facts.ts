/** What an access point reads off a document to route and announce it; every fact may be missing. */
export interface DocumentFacts {
  /** Root element without its prefix: `Invoice`, `CreditNote`, `CrossIndustryInvoice`. */
  readonly root: string;
  readonly number: string | undefined;
  readonly sender: string | undefined;
  readonly recipient: string | undefined;
  readonly documentTypeId: string | undefined;
}

/**
 * Reads the facts with regular expressions, apart from the readers of `lib/documents` that the sandbox judges, and
 * from documents those would refuse: an access point has delivered it, whatever is inside.
 */
export function readDocumentFacts(bytes: Uint8Array): DocumentFacts {
  const text = decode(bytes);
  const seller = section(text, 'AccountingSupplierParty') ?? section(text, 'SellerTradeParty');
  const buyer = section(text, 'AccountingCustomerParty') ?? section(text, 'BuyerTradeParty');
  const root = /<(?:[\w.-]+:)?(Invoice|CreditNote|CrossIndustryInvoice)[\s>]/.exec(text)?.[1] ?? 'Document';
  const header = section(text, 'ExchangedDocument') ?? text;
  return {
    root,
    number: element(header, 'ID')?.value,
    sender: endpoint(seller),
    recipient: endpoint(buyer),
    documentTypeId: documentTypeId(root, element(text, 'CustomizationID')?.value),
  };
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isUtf16) return new TextDecoder().decode(bytes);
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}

function section(text: string, name: string): string | undefined {
  const start = text.search(new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>]`));
  if (start < 0) return undefined;
  const length = text.slice(start).search(new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`));
  return length < 0 ? undefined : text.slice(start, start + length);
}

function element(text: string, name: string): { attributes: string; value: string } | undefined {
  const found = new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^>]*)?>([^<]*)<`).exec(text);
  return found === null ? undefined : { attributes: found[1] ?? '', value: (found[2] ?? '').trim() };
}

/** The electronic address with its scheme: BT-34 of the seller, BT-49 of the buyer. */
function endpoint(party: string | undefined): string | undefined {
  if (party === undefined) return undefined;
  const found =
    element(party, 'EndpointID') ?? element(section(party, 'URIUniversalCommunication') ?? '', 'URIID');
  if (found === undefined) return undefined;
  const scheme = /schemeID\s*=\s*["']([^"']*)["']/.exec(found.attributes)?.[1];
  return scheme === undefined ? found.value : `${scheme}:${found.value}`;
}

/** psb.md 5.2: namespace::root##customization::version. */
function documentTypeId(root: string, customization: string | undefined): string | undefined {
  if (customization === undefined || root === 'CrossIndustryInvoice') return undefined;
  return `urn:oasis:names:specification:ubl:schema:xsd:${root}-2::${root}##${customization}::2.1`;
}
