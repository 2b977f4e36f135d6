import { setTimeout as wait } from 'node:timers/promises';
import { taken } from '../../lib/payables/conversation.ts';
import { psbDocumentId } from '../../lib/payables/psb-document-id.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import type { ConversationStore } from '../../lib/storage/conversation-store.ts';
import type { Row } from './row.ts';

/** So long at most: a PSB that is away does not keep the result from the one who waits for it. */
const patienceMilliseconds = 30_000;

/**
 * The rows with what their suppliers were told, once nothing is left to be said. What belongs to one document
 * (further invoices of a file, parts of an amount) is told once, and stands at its first row.
 */
export async function followConversations(
  rows: readonly Row[],
  keys: readonly PayableKey[],
  conversations: ConversationStore,
  stop: AbortSignal,
): Promise<Row[]> {
  const partyOf = new Map(keys.map(({ party, documentId }) => [documentId, party]));
  const until = Date.now() + patienceMilliseconds;
  while (true) {
    const read = await Promise.all(
      rows.map(async ({ documentId }) => {
        const party = partyOf.get(documentId);
        const isFirst = psbDocumentId(documentId) === documentId;
        return party === undefined || !isFirst ? undefined : conversations.read({ party, documentId });
      }),
    );
    const isOver = read.every((conversation) => conversation?.dueAt === undefined);
    if (isOver || stop.aborted || Date.now() > until) {
      return rows.map((row, index) => {
        const conversation = read[index];
        return conversation === undefined
          ? row
          : { ...row, told: taken(conversation).map(({ status }) => status) };
      });
    }
    await wait(200);
  }
}
