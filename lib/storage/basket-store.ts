import * as z from 'zod';
import { ifAbsent, type Key, type Table } from './table.ts';

/**
 * A signing basket of payments (psd2.md 5), known by the X-Request-ID of its creation. The payments' own status stays
 * the truth: nobody asks this record what became of them, only where to send the PSU.
 */
const basketSchema = z.object({
  requestId: z.string(),
  /** The body, as it was about to be sent (design.md 2.2). */
  body: z.string(),
  payments: z.array(z.object({ party: z.string(), documentId: z.string(), attempt: z.int() })).min(1),
  createdAt: z.string(),
  /** The PSU can be sent to it until then. */
  authoriseBy: z.string(),
  /** Absent while the bank has not answered. */
  basketId: z.string().optional(),
  startAuthorisationHref: z.string().optional(),
  scaOAuthHref: z.string().optional(),
  confirmationHref: z.string().optional(),
});
export type BasketRecord = z.infer<typeof basketSchema>;

const keepSeconds = 7 * 24 * 3600;

const keyOf = (requestId: string): Key => ({ pk: `BASKET#${requestId}`, sk: 'BASKET' });

export function createBasketStore(table: Table) {
  /** Before it is sent. */
  const create = (basket: BasketRecord): Promise<boolean> =>
    table.put(
      {
        ...basket,
        ...keyOf(basket.requestId),
        ttl: Math.floor(Date.parse(basket.authoriseBy) / 1000) + keepSeconds,
      },
      ifAbsent,
    );

  /** What the bank answered. */
  const note = (requestId: string, facts: Partial<BasketRecord>): Promise<boolean> =>
    table.set(keyOf(requestId), withoutAbsent(facts), { expression: 'attribute_exists(pk)' });

  async function read(requestId: string): Promise<BasketRecord | undefined> {
    const { pk, sk } = keyOf(requestId);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : basketSchema.parse(item);
  }

  return { create, note, read };
}

export type BasketStore = ReturnType<typeof createBasketStore>;

/** DynamoDB takes no attribute without a value. */
const withoutAbsent = (facts: Partial<BasketRecord>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
