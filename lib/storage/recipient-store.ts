import * as z from 'zod';
import { keyPart } from './key-part.ts';
import type { Table } from './table.ts';

const recipientSchema = z.object({ isReachable: z.boolean(), until: z.string() });

/** A supplier that can be reached stays so; one that cannot may subscribe any day. */
const keepDays = { reachable: 30, unreachable: 1 } as const;
const daySeconds = 24 * 3600;

/**
 * Whether a supplier can receive Invoice Responses, as PSB said it (psb.md 3.2 queryRecipientParty): asked once
 * and kept for a while.
 */
export function createRecipientStore(table: Table) {
  const keyOf = (party: string, seller: readonly string[]) => ({
    pk: `RECIPIENT#${keyPart(party)}#${keyPart([...seller].sort().join(' '))}`,
    sk: 'INVOICE-RESPONSE',
  });

  async function read(party: string, seller: readonly string[], now: Date): Promise<boolean | undefined> {
    const { pk, sk } = keyOf(party, seller);
    const item = await table.get(pk, sk);
    const known = item === undefined ? undefined : recipientSchema.parse(item);
    return known === undefined || known.until <= now.toISOString() ? undefined : known.isReachable;
  }

  async function keep(
    party: string,
    seller: readonly string[],
    isReachable: boolean,
    now: Date,
  ): Promise<void> {
    const days = isReachable ? keepDays.reachable : keepDays.unreachable;
    const until = new Date(now.getTime() + days * daySeconds * 1000);
    await table.put({
      ...keyOf(party, seller),
      isReachable,
      until: until.toISOString(),
      ttl: Math.ceil(until.getTime() / 1000),
    });
  }

  return { read, keep };
}

export type RecipientStore = ReturnType<typeof createRecipientStore>;
