import type { Invoice, Party } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { normaliseIdentifier, identifiersOf, organisationIdentifiers } from './business-identifiers.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';
import type { Directory, Organisation } from './directory.ts';

export interface Receiver {
  /** The organisation that has to pay, or that the document was delivered to; null when that is unknown. */
  readonly organisation: Organisation | null;
  /** The seller in the document is the receiving organisation itself (documents.md 8.1: self-billed or misrouted). */
  readonly isSeller: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Which of our organisations the invoice is for. Delivered over Peppol, the owner of the PSB party is, and the
 * buyer block must name it; read from a file, the buyer block decides (documents.md 8.1, 11). One of our
 * organisations may sell to another: that is an ordinary invoice.
 */
export function findReceiver(invoice: Invoice, directory: Directory, party: string | undefined): Receiver {
  return party === undefined ? fromDocument(invoice, directory) : fromDelivery(invoice, directory, party);
}

function fromDelivery(invoice: Invoice, { organisations }: Directory, party: string): Receiver {
  const owner = organisations.find(({ parties }) =>
    parties.some((one) => normalisePartyId(one) === normalisePartyId(party)),
  );
  if (owner === undefined) return found(null, finding('PARTY_UNKNOWN', { value: party }));
  if (isNamed(owner, sellerAlone(invoice))) return { organisation: owner, isSeller: true, findings: [] };
  if (isNamed(owner, identifiersOf(invoice.buyer))) return found(owner);
  const message = `The document was delivered to ${owner.shortCode}, but its buyer is somebody else.`;
  const nl = `Het document is bij ${owner.shortCode} bezorgd, maar de koper op de factuur is een ander.`;
  return found(owner, finding('RECEIVER_UNKNOWN', { value: describe(invoice.buyer), message, nl }));
}

function fromDocument(invoice: Invoice, { organisations }: Directory): Receiver {
  const buyers = organisations.filter((organisation) => isNamed(organisation, identifiersOf(invoice.buyer)));
  const [only] = buyers;
  const buyer = buyers.length === 1 ? only : buyers.find((one) => hasEndpoint(invoice.buyer, one));
  const seller = organisations.find((organisation) => isNamed(organisation, sellerAlone(invoice)));
  if (seller !== undefined && (buyer === undefined || buyer === seller)) {
    return { organisation: seller, isSeller: true, findings: [] };
  }
  if (buyer !== undefined) return found(buyer);
  return found(null, finding('RECEIVER_UNKNOWN', { value: describe(invoice.buyer) }));
}

const found = (organisation: Organisation | null, ...findings: Finding[]): Receiver => ({
  organisation,
  isSeller: false,
  findings,
});

function isNamed(organisation: Organisation, identifiers: readonly string[]): boolean {
  const ours = organisationIdentifiers(organisation);
  return identifiers.some((identifier) => ours.includes(identifier));
}

/** An identifier on both sides (the VAT number of a fiscal unity) tells neither of them from the other. */
function sellerAlone({ seller, buyer }: Invoice): string[] {
  const buyerIds = identifiersOf(buyer);
  return identifiersOf(seller).filter((identifier) => !buyerIds.includes(identifier));
}

/** BT-49 decides when companies of a group share a VAT number. */
function hasEndpoint({ endpoint }: Party, organisation: Organisation): boolean {
  if (endpoint === null || endpoint.scheme === null) return false;
  return isNamed(organisation, [normaliseIdentifier(`${endpoint.scheme}:${endpoint.value}`)]);
}

const describe = (party: Party): string | null => identifiersOf(party).join(', ') || null;
