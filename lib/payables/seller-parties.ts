import type { Identifier, Party } from '../documents/invoice.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';

/** EAS schemes of VAT numbers where a party is often registered under its VAT number alone (psb.md 4.2). */
const vatSchemes: Readonly<Record<string, string>> = {
  NL: '9944',
  BE: '9925',
  DE: '9930',
  FR: '9957',
  LU: '9938',
};

const withScheme = (identifier: Identifier | null): string[] =>
  identifier === null || !/^\d{4}$/.test(identifier.scheme ?? '')
    ? []
    : [normalisePartyId(`${identifier.scheme}:${identifier.value}`)];

function byVat(vatId: string | null): string[] {
  const plain = vatId?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
  const scheme = vatSchemes[plain.slice(0, 2)];
  return scheme === undefined ? [] : [`${scheme}:${plain}`];
}

/**
 * Every party id under which the seller of an invoice may be registered, the electronic address first, for PSB's
 * question whether it can receive an Invoice Response (psb.md 3.2): distinct, in their normal form. Identifiers
 * without a scheme are left out: PSB could take them for anybody's.
 */
export const sellerParties = ({ endpoint, legalId, identifiers, vatId }: Party): string[] => [
  ...new Set([
    ...withScheme(endpoint),
    ...withScheme(legalId),
    ...identifiers.flatMap(withScheme),
    ...byVat(vatId),
  ]),
];
