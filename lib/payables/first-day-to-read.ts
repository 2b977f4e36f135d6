import { addDays } from '../documents/add-days.ts';
import type { IsoDate } from '../documents/iso-date.ts';

/** Banks book with a date of some days ago; equal entries are recognised by their fingerprint (psd2.md U-22). */
const overlapDays = 5;

/**
 * From which booking day on transactions are asked for: five days before the last one that was read, or from the day
 * on since which something is waited for, or where nothing was read yet all the history that the bank gives. More than `maxHistoryDays` back (U-25: 90) is given
 * only shortly after SCA; then `since` counts, if it is earlier.
 */
export function firstDayToRead({
  today,
  lastBooked,
  since,
  maxHistoryDays,
  afterSca,
}: {
  readonly today: IsoDate;
  readonly lastBooked?: IsoDate | undefined;
  /** A day from which on something is still waited for. */
  readonly since?: IsoDate | undefined;
  readonly maxHistoryDays: number;
  readonly afterSca?: { readonly since: IsoDate } | undefined;
}): IsoDate {
  const oldest = addDays(today, -maxHistoryDays);
  const goingOn = lastBooked === undefined ? oldest : addDays(lastBooked, -overlapDays);
  const wanted = since !== undefined && since < goingOn ? since : goingOn;
  const limited = [wanted < oldest ? oldest : wanted, today].toSorted()[0] ?? today;
  return afterSca !== undefined && afterSca.since < limited ? afterSca.since : limited;
}
