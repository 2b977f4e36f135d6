declare const brand: unique symbol;

/** A day that exists, as `YYYY-MM-DD`, without a time zone. */
export type IsoDate = string & { readonly [brand]: 'IsoDate' };

/**
 * Reads a date as invoices write it: `YYYY-MM-DD`, with a time or zone of legacy files cut off and never
 * shifted (documents.md 3). Undefined when the text is no date or the day does not exist.
 */
export function parseIsoDate(text: string): IsoDate | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim());
  const day = match?.[1];
  if (day === undefined) return undefined;
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day) return undefined;
  return day as IsoDate; // shape and existence were both checked above
}
