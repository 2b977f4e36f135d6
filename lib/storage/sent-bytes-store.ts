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
  return provenBytes(await table.get(payablePk(key), which), key, which);
}

function provenBytes(stored: unknown, key: PayableKey, which: SentBytes): Buffer {
  const item = itemSchema.safeParse(stored);
  if (!item.success)
    throw new AcquitError('STORED_BYTES_DAMAGED', `${payableName(key)} has no stored ${which}.`);
  const bytes = unpack(item.data.bytes);
  if (bytes === undefined || sha256(bytes) !== item.data.sha256) {
    throw new AcquitError('STORED_BYTES_DAMAGED', `The stored ${which} of ${payableName(key)} is damaged.`);
  }
  return bytes;
}

/** The stored payment requests of many, by the name of their payable. Throws as readSentBytes. */
export async function readRequests(
  table: Table,
  keys: readonly PayableKey[],
): Promise<ReadonlyMap<string, Buffer>> {
  const items = await table.getMany(keys.map((key) => ({ pk: payablePk(key), sk: 'REQUEST' })));
  const found = new Map(items.map((item) => [item['pk'], item]));
  return new Map(
    keys.map((key) => [payableName(key), provenBytes(found.get(payablePk(key)), key, 'REQUEST')]),
  );
}

function unpack(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined; // no gzip at all
  }
}
