import * as z from 'zod';
import type { PayableKey } from '../payables/payable.ts';
import { keyPart } from './key-part.ts';
import type { Condition, Table, Write } from './table.ts';

/**
 * The claim of a payable on a business document: one supplier, one number, one kind. Whoever holds it is the
 * only payable that may lead to a payment of that document; the ERP's own key is the second line (design.md 5).
 */
const claimSchema = z.object({
  pk: z.string(),
  party: z.string(),
  documentId: z.string(),
  /** Hash of the raw document. */
  contentHash: z.string(),
  /** What makes two documents the same invoice in another syntax: dates, amount, account. */
  fingerprint: z.string(),
});
export type Claim = z.infer<typeof claimSchema>;

export const claimKey = (document: {
  organisation: string;
  supplierNumber: string;
  kind: string;
  number: string;
}): string =>
  `INVOICE#${document.organisation}#${keyPart(document.supplierNumber)}#${document.kind}#${keyPart(document.number)}`;

export async function readClaim(table: Table, key: string): Promise<Claim | undefined> {
  const item = await table.get(key, 'CLAIM');
  return item === undefined ? undefined : claimSchema.parse(item);
}

const onlyMine = ({ party, documentId }: PayableKey): Condition => ({
  expression: 'attribute_not_exists(pk) OR (party = :party AND documentId = :documentId)',
  values: { ':party': party, ':documentId': documentId },
});

/** Takes the claim; refused when another payable holds it. Taking one's own claim again is fine. */
export const takeClaim = (claim: Claim): Write => ({
  put: { ...claim, sk: 'CLAIM' },
  condition: onlyMine(claim),
});

/** Gives one's own claim back, so that a corrected document may take the number. */
export const dropClaim = (key: string, owner: PayableKey): Write => ({
  remove: { pk: key, sk: 'CLAIM' },
  condition: onlyMine(owner),
});
