import type { ErpClient } from './erp-client.ts';
import type { ErpPaymentRequest } from './erp-payment-request.ts';

export interface StatusBatch {
  /** By external_request_id; undefined for one that the ERP says it does not know. */
  readonly statuses: ReadonlyMap<string, ErpPaymentRequest | undefined>;
  /** How many payment requests the ERP listed, when a page was read: pass it in next time. */
  readonly total?: number;
}

const pageSize = 100;
/** Single reads under way at a time: few, because all clients share 200 requests a second (erp.md "Facts"). */
const sideBySide = 5;

/**
 * Reads the status of these payment requests in as few calls as can be: all clients share 200 requests a
 * second, and a page carries 100 statuses (erp.md "Facts"). Pages are read as long as fewer of them are left
 * than ids, the rest is read one by one. That also covers items that slip from one page to another between
 * two calls: order and filter of the list are never relied on, and an id is absent only when the ERP says so.
 *
 * Nothing is read before it is asked for: the caller uses each batch as it comes and may stop after any. An id
 * that no batch had was not read. Throws the AcquitErrors ERP_* of the client, after all that was read was given.
 *
 * @param knownTotal how many the ERP listed last time; without it one page is read to learn it.
 */
export async function* readStatuses(
  client: Pick<ErpClient, 'read' | 'list'>,
  organisation: string,
  externalRequestIds: readonly string[],
  knownTotal?: number,
): AsyncGenerator<StatusBatch, void, void> {
  const missing = new Set(externalRequestIds);
  let pages = Math.max(1, Math.ceil((knownTotal ?? 0) / pageSize));
  for (let page = 1; page <= pages && pages - page + 1 < missing.size; page += 1) {
    const { items, total, page_size } = await client.list(organisation, page, pageSize);
    const wanted = items.filter((item) => missing.delete(item.external_request_id));
    yield { statuses: new Map(wanted.map((item) => [item.external_request_id, item])), total };
    // An empty page is the end, whatever the total claims.
    pages = items.length === 0 ? page : Math.ceil(total / page_size);
  }

  const singles = [...missing];
  for (let next = 0; next < singles.length; next += sideBySide) {
    yield* readSingly(client, organisation, singles.slice(next, next + sideBySide));
  }
}

/** One that fails does not take the others with it: they are given first. */
async function* readSingly(
  client: Pick<ErpClient, 'read'>,
  organisation: string,
  ids: readonly string[],
): AsyncGenerator<StatusBatch, void, void> {
  const statuses = new Map<string, ErpPaymentRequest | undefined>();
  const reads = await Promise.allSettled(
    ids.map(async (id) => {
      const item = await client.read(organisation, id);
      statuses.set(id, item?.external_request_id === id ? item : undefined);
    }),
  );
  yield { statuses };
  for (const read of reads) if (read.status === 'rejected') throw read.reason;
}
