import type { Payable } from '../payables/payable.ts';
import { type Claim, claimKey, readClaim } from '../storage/claim-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import type { Table } from '../storage/table.ts';
import type { Decision } from './decide-reading.ts';

interface Services {
  readonly table: Table;
  readonly payables: PayableStore;
}

/**
 * The claim on the business document; for one that a person let through beside another of the same number, the
 * claim on exactly what it asks, so that it too is paid only once.
 */
export async function claimToTake(
  payable: Payable,
  decision: Decision,
  services: Services,
): Promise<Claim | undefined> {
  const claim = claimOf(payable, decision);
  const isSecond = payable.approvals.some(({ code }) => code === 'DUPLICATE_NUMBER');
  if (claim === undefined || !isSecond) return claim;
  const first = await heldByAnother(claim, payable, services.table);
  return first === undefined || (await isRepeated(claim, first, decision, services))
    ? claim
    : { ...claim, pk: `${claim.pk}#${claim.fingerprint}` };
}

export async function heldByAnother(
  claim: Claim | undefined,
  payable: Payable,
  table: Table,
): Promise<Claim | undefined> {
  const holder = claim === undefined ? undefined : await readClaim(table, claim.pk);
  const isMine = holder?.party === payable.party && holder.documentId === payable.documentId;
  return isMine ? undefined : holder;
}

/**
 * The same invoice came before: the same file, or one that asks for the same. Not two invoices of one file, and not
 * one that can be paid when the first cannot be: the supplier may have cured what held it, and a person must look.
 */
export async function isRepeated(
  claim: Claim,
  holder: Claim,
  { outcome }: Decision,
  { payables }: Services,
): Promise<boolean> {
  if (holder.contentHash === claim.contentHash) return true;
  if (fileHash(holder) === fileHash(claim) || holder.fingerprint !== claim.fingerprint) return false;
  if (outcome !== 'PAY') return true;
  const first = await payables.read(holder);
  return first?.status !== 'HELD' && first?.status !== 'NOT_PAYABLE';
}

/** The hash of the whole file; that of its second invoice has `#2` behind it. */
const fileHash = ({ contentHash }: Claim): string => contentHash.split('#', 1).join('');

/**
 * A rejected document claims nothing: the supplier may use its number again for the corrected one. Every further
 * part of an amount claims itself; two invoices of one file are not the same content.
 */
function claimOf(payable: Payable, { outcome, businessDocument }: Decision): Claim | undefined {
  const { archive, body, part } = payable;
  if (businessDocument === null || outcome === 'REJECT' || archive === undefined) return undefined;
  return {
    pk: `${claimKey(businessDocument)}${part === undefined || part === 1 ? '' : `#part-${part}`}`,
    party: payable.party,
    documentId: payable.documentId,
    contentHash: body === undefined ? archive.sha256 : `${archive.sha256}#${body}`,
    fingerprint: businessDocument.fingerprint,
  };
}
