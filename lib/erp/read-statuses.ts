import type { ErpClient } from './erp-client.ts';
import type { ErpPaymentRequest } from './erp-payment-request.ts';

export interface Statuses {
  /** By external_request_id; one that the ERP does not know is absent. */
  readonly found: ReadonlyMap<string, ErpPaymentRequest>;
  /** How many payment requests the ERP listed, when a page was read: pass it in next time. */
  readonly total: number | undefined;
  readonly calls: number;
}

const pageSize = 100;

/**
 * Reads the status of these payment requests in as few calls as can be: all clients share 200 requests a
 * second, and a page carries 100 statuses (erp.md "Facts"). Pages are read as long as fewer of them are left
 * than ids, the rest is read one by one. That also covers items that slip from one page to another between
 * two calls: order and filter of the list are never relied on, and an id is absent only when the ERP says so.
 *
 * @param knownTotal how many the ERP listed last time; without it one page is read to learn it.
 */
export async function readStatuses(
  client: Pick<ErpClient, 'read' | 'list'>,
  organisation: string,
  externalRequestIds: readonly string[],
  knownTotal?: number,
): Promise<Statuses> {
  const missing = new Set(externalRequestIds);
  const found = new Map<string, ErpPaymentRequest>();
  const keep = (item: ErpPaymentRequest): void => {
    if (missing.delete(item.external_request_id)) found.set(item.external_request_id, item);
  };

  let total = knownTotal;
  let pages = Math.max(1, Math.ceil((knownTotal ?? 0) / pageSize));
  let read = 0;
  while (read < pages && pages - read < missing.size) {
    read += 1;
    const page = await client.list(organisation, read, pageSize);
    page.items.forEach(keep);
    total = page.total;
    // An empty page is the end, whatever the total claims.
    pages = page.items.length === 0 ? read : Math.ceil(page.total / page.page_size);
  }

  const singles = [...missing];
  for (const id of singles) {
    const item = await client.read(organisation, id);
    if (item !== undefined) keep(item);
  }
  return { found, total, calls: read + singles.length };
}
