import { keyPart } from './key-part.ts';
import { ifAbsent, type Table } from './table.ts';

/** A PSB event as it is kept: every signed one, whether Acquit acts on it or not (psb.md 2.3, 2.6). */
export interface RecordedEvent {
  readonly topic: string;
  readonly party: string;
  readonly documentId: string;
  readonly createdOn: string | undefined;
  readonly receivedAt: string;
  readonly stale: boolean;
}

/**
 * Records an event once; false when it was recorded before. What tells two events apart is topic, party and
 * document, and their time only where the same may come again with something new; never the hook, because two hooks
 * may tell of one event (psb.md 2.6).
 */
export const recordEvent = (table: Table, event: RecordedEvent, mayRepeat: boolean): Promise<boolean> =>
  table.put(
    {
      ...event,
      pk: `EVENT#${keyPart(event.party)}#${keyPart(event.documentId)}`,
      sk: `${keyPart(event.topic)}#${mayRepeat ? keyPart(event.createdOn ?? '-') : ''}`,
    },
    ifAbsent,
  );
