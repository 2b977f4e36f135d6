import { statuses } from '../lib/payables/lifecycle.ts';
import type { Payable, PayableKey } from '../lib/payables/payable.ts';
import type { House } from './connect-house.ts';

/** As many of one organisation and status as a person can look through. */
const listLimit = 500;

/** Keys of the payables of every organisation, or of one; in every status, or in one. */
export async function listPayables(
  { payables, directory }: Pick<House, 'payables' | 'directory'>,
  { organisation, status }: { organisation?: string; status?: string } = {},
): Promise<PayableKey[]> {
  const known = (await directory.organisations()).map(({ shortCode }) => shortCode);
  const organisations = organisation === undefined ? [...known, null] : [organisation];
  const wanted = statuses.filter((one) => status === undefined || one === status.toUpperCase());
  if (wanted.length === 0) throw new Error(`"${status}" is no status; they are ${statuses.join(', ')}.`);
  const found = await Promise.all(
    organisations.flatMap((one) => wanted.map((each) => payables.list(one, each, listLimit))),
  );
  return found.flat();
}

/**
 * The payable that a person means by `party/document`, a document id, the first characters of one, or an invoice
 * number. Throws an Error when none or several are meant.
 */
export async function findPayable(
  house: Pick<House, 'payables' | 'directory'>,
  wanted: string,
): Promise<Payable> {
  const keys = await listPayables(house);
  const byId = keys.filter(
    (key) => `${key.party}/${key.documentId}` === wanted || key.documentId.startsWith(wanted),
  );
  const candidates = byId.length > 0 ? byId : keys;
  const loaded = (await Promise.all(candidates.map((key) => house.payables.read(key)))).filter(
    (one) => one !== undefined,
  );
  const meant = byId.length > 0 ? loaded : loaded.filter((payable) => payable.document?.number === wanted);
  const [payable, ...more] = meant;
  if (payable === undefined) throw new Error(`No payable has the document id or invoice number "${wanted}".`);
  if (more.length > 0)
    throw new Error(`"${wanted}" means ${meant.length} payables; name one by its document id.`);
  return payable;
}
