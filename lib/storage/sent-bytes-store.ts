import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import { payablePk } from './payable-pk.ts';
import type { Table, Write } from './table.ts';

/** Which bytes: the ERP's payment request, or the n-th payment created at the bank. */
export type SentBytes = 'REQUEST' | `BANK#${number}`;

const itemSchema = z.object({ bytes: z.instanceof(Uint8Array), sha256: z.string() });

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The write that stores, compressed, the very bytes that will leave for an outside system (design.md 2.2). */
export const storeSentBytes = (key: PayableKey, which: SentBytes, bytes: Uint8Array): Write => ({
  put: { pk: payablePk(key), sk: which, bytes: gzipSync(bytes), sha256: sha256(bytes) },
});

/** The stored bytes, proven to be the ones that were stored. Throws STORED_BYTES_DAMAGED when they are not there. */
export async function readSentBytes(table: Table, key: PayableKey, which: SentBytes): Promise<Buffer> {
  const item = itemSchema.safeParse(await table.get(payablePk(key), which));
  if (!item.success)
    throw new AcquitError('STORED_BYTES_DAMAGED', `${payableName(key)} has no stored ${which}.`);
  const bytes = unpack(item.data.bytes);
  if (bytes === undefined || sha256(bytes) !== item.data.sha256) {
    throw new AcquitError('STORED_BYTES_DAMAGED', `The stored ${which} of ${payableName(key)} is damaged.`);
  }
  return bytes;
}

/**
 * The same of many payables, by their names. What is not there or is damaged is left out: whoever needs it asks for
 * it alone, and is told.
 */
export async function readManySentBytes(
  table: Table,
  keys: readonly PayableKey[],
  which: SentBytes,
): Promise<ReadonlyMap<string, Buffer>> {
  const names = new Map(keys.map((key) => [payablePk(key), payableName(key)]));
  const items = await table.getMany([...names.keys()].map((pk) => ({ pk, sk: which })));
  const found = new Map<string, Buffer>();
  for (const item of items) {
    const { data } = itemSchema.safeParse(item);
    const bytes = data === undefined ? undefined : unpack(data.bytes);
    const name = names.get(String(item['pk']));
    if (bytes !== undefined && name !== undefined && sha256(bytes) === data?.sha256) found.set(name, bytes);
  }
  return found;
}

function unpack(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined; // no gzip at all
  }
}
