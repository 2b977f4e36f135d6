import type { PsbClient } from '../psb/psb-client.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { RecipientStore } from '../storage/recipient-store.ts';
import type { TurnServices } from './turn.ts';

/** What telling a supplier needs. */
export interface RespondServices extends TurnServices {
  readonly conversations: ConversationStore;
  readonly recipients: RecipientStore;
  /** Asked for only when there is something to say, so that a missing secret delays it and loses nothing. */
  readonly outside: () => Promise<{ readonly psb: PsbClient }>;
}
