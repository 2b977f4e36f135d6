import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import { statuses } from '../lib/payables/lifecycle.ts';
import type { Payable, PayableKey } from '../lib/payables/payable.ts';
import type { House } from './connect-house.ts';

type Stores = Pick<House, 'payables' | 'directory'>;

/**
 * Keys of the payables of every organisation, or of one; in every status, or in one: all of them, or the newest
 * `limit` of each organisation and status. `cut` names those of which there are more.
 */
export async function listPayables(
  { payables, directory }: Stores,
  { organisation, status, limit }: { organisation?: string; status?: string; limit?: number } = {},
): Promise<{ keys: PayableKey[]; cut: string[] }> {
  const known = (await directory.organisations()).map(({ shortCode }) => shortCode);
  const organisations = organisation === undefined ? [...known, null] : [organisation];
  const wanted = statuses.filter((one) => status === undefined || one === status.toUpperCase());
  if (wanted.length === 0) throw new Error(`"${status}" is no status; they are ${statuses.join(', ')}.`);
  const groups = await Promise.all(
    organisations.flatMap((one) =>
      wanted.map(async (each) => ({
        name: one === null ? each : `${each} of ${one}`,
        // One more than wanted tells whether there are more.
        found: await payables.list(one, each, limit === undefined ? undefined : limit + 1),
      })),
    ),
  );
  return {
    keys: groups.flatMap(({ found }) => found.slice(0, limit)),
    cut: groups.filter(({ found }) => limit !== undefined && found.length > limit).map(({ name }) => name),
  };
}

/**
 * The payable that a person means by `party/document`, a document id, the first characters of one, or an invoice
 * number. Throws an Error when none or several are meant.
 */
export async function findPayable(stores: Stores, wanted: string): Promise<Payable> {
  const named = await readNamed(stores, wanted);
  if (named !== undefined) return named;
  const { keys } = await listPayables(stores);
  const id = wanted.toLowerCase();
  const whole = keys.filter(({ documentId }) => documentId === id);
  // The number of one invoice may be how the document id of another begins: then both are meant.
  const meant = await readPayables(
    stores,
    whole.length > 0 ? whole : keys,
    ({ documentId, document }) => documentId.startsWith(id) || document?.number === wanted,
  );
  const [payable, ...more] = meant;
  if (payable === undefined) throw new Error(`No payable has the document id or invoice number "${wanted}".`);
  if (more.length > 0)
    throw new Error(`"${wanted}" means ${meant.length} payables; name one by its document id.`);
  return payable;
}

/** The payable whose key it is, whatever the spelling of the party; invoice numbers may have a `/`, too. */
async function readNamed({ payables }: Stores, wanted: string): Promise<Payable | undefined> {
  const at = wanted.lastIndexOf('/');
  if (at < 0) return undefined;
  const party = normalisePartyId(wanted.slice(0, at));
  return payables.read({ party, documentId: wanted.slice(at + 1).toLowerCase() });
}

/** So many reads are on their way at once. */
const readAtOnce = 100;

/** The payables of the keys that are (still) there and that are meant, in the order of the keys. */
export async function readPayables(
  { payables }: Pick<Stores, 'payables'>,
  keys: readonly PayableKey[],
  isMeant: (payable: Payable) => boolean = () => true,
): Promise<Payable[]> {
  const meant: Payable[] = [];
  for (let start = 0; start < keys.length; start += readAtOnce) {
    const read = await Promise.all(keys.slice(start, start + readAtOnce).map((key) => payables.read(key)));
    meant.push(...read.filter((one) => one !== undefined).filter(isMeant));
  }
  return meant;
}
