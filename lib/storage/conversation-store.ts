import { AcquitError } from '../findings/acquit-error.ts';
import { type Conversation, conversationSchema } from '../payables/conversation.ts';
import { psbDocumentId } from '../payables/psb-document-id.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import { dueKey, queryDue, takeDueTurn } from './due-index.ts';
import { payablePk } from './payable-pk.ts';
import type { Item, Key, Table, Write } from './table.ts';

/** What respond-to-supplier finds in the due index. */
const group = 'respond';

const keyOf = ({ party, documentId }: PayableKey): Key => ({
  pk: payablePk({ party, documentId: psbDocumentId(documentId) }),
  sk: 'RESPONSES',
});

/**
 * The write that says there may be something to say to the supplier of a document; it makes the conversation when
 * there is none, and raises its version, so that nobody who read it before can put it to rest.
 */
export function conversationDue({ party, documentId }: PayableKey, at: Date): Write {
  const key = keyOf({ party, documentId });
  return {
    set: key,
    attributes: {
      party,
      documentId: psbDocumentId(documentId),
      dueAt: at.toISOString(),
      dueKey: dueKey(group, key.pk),
      tries: 0,
    },
    raise: 'version',
  };
}

const dueSchema = conversationSchema.pick({
  party: true,
  documentId: true,
  version: true,
  dueAt: true,
  tries: true,
});
export type DueConversation = ReturnType<typeof dueSchema.parse>;

export interface DueConversations {
  readonly conversations: readonly DueConversation[];
  /** Keys of items that are none as this version knows them; they must not stop the others. */
  readonly unreadable: readonly string[];
}

function toItem(conversation: Conversation): Item {
  const key = keyOf(conversation);
  const due = conversation.dueAt === undefined ? {} : { dueKey: dueKey(group, key.pk) };
  return { ...conversation, ...key, ...due };
}

/** What was said to suppliers: one record beside the payable, changed only by the version that was read. */
export function createConversationStore(table: Table) {
  async function read(key: PayableKey): Promise<Conversation | undefined> {
    const { pk, sk } = keyOf(key);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : conversationSchema.parse(item);
  }

  /** Replaces `previous` and returns what was stored. Throws STATE_CONFLICT when somebody else changed it. */
  async function save(previous: Conversation, next: Conversation): Promise<Conversation> {
    const stored = { ...next, version: previous.version + 1 };
    const saved = await table.put(toItem(stored), {
      expression: '#version = :version',
      names: { '#version': 'version' },
      values: { ':version': previous.version },
    });
    if (saved) return stored;
    throw new AcquitError(
      'STATE_CONFLICT',
      `The responses of ${payableName(previous)} were changed meanwhile.`,
    );
  }

  /** Says that there may be something to say, now. */
  const markDue = async (key: PayableKey, at: Date): Promise<void> =>
    void (await table.transact([conversationDue(key, at)]));

  /** Takes the turn of a due conversation, as takeDueTurn says. */
  const takeTurn = (conversation: DueConversation, until: Date): Promise<boolean> =>
    takeDueTurn(table, keyOf(conversation), conversation, until);

  /** Those that are due by `now`, due longest first within each shard. */
  async function due(now: Date, limit: number): Promise<DueConversations> {
    const { items, unreadable } = await queryDue(table, dueSchema, { group, now, limit });
    return { conversations: items, unreadable };
  }

  return { read, save, markDue, takeTurn, due };
}

export type ConversationStore = ReturnType<typeof createConversationStore>;
