import * as z from 'zod';
import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';
import { keyPart } from './key-part.ts';
import type { Key, Table } from './table.ts';

const day = z.string().transform((text, context): IsoDate => {
  const parsed = parseIsoDate(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'is no day written as YYYY-MM-DD' });
  return z.NEVER;
});

/** What was read of an account and worked off: where the next read goes on. It outlives the consents it came by. */
const readingSchema = z.object({
  iban: z.string(),
  /** The last booking day that an entry had; absent while there was no entry. */
  lastBooked: day.optional(),
  /** The last day whose entries are surely all there. */
  readUntil: day,
  readAt: z.string(),
});
export type AccountReading = z.infer<typeof readingSchema>;

const keyOf = (iban: string): Key => ({ pk: `ACCOUNT#${keyPart(iban)}`, sk: 'READING' });

export function createAccountReadingStore(table: Table) {
  /** By IBAN; without those that were never read. */
  async function readMany(ibans: readonly string[]): Promise<ReadonlyMap<string, AccountReading>> {
    const items = await table.getMany([...new Set(ibans)].map(keyOf));
    return new Map(items.map((item) => readingSchema.parse(item)).map((reading) => [reading.iban, reading]));
  }

  /** A reading that began earlier than the one that is there changes nothing. */
  const note = (reading: AccountReading): Promise<boolean> =>
    table.put(
      { ...reading, ...keyOf(reading.iban) },
      { expression: 'attribute_not_exists(pk) OR readAt <= :at', values: { ':at': reading.readAt } },
    );

  return { readMany, note };
}

export type AccountReadingStore = ReturnType<typeof createAccountReadingStore>;
