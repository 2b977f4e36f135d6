import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../../aws/client-options.ts';
import type { Settings } from '../../config/settings.ts';
import { createConversationStore } from '../../storage/conversation-store.ts';
import { createPayableStore } from '../../storage/payable-store.ts';
import { createTable } from '../../storage/table.ts';

export const tableSettings = ['TABLE_NAME', 'DYNAMODB_ENDPOINT'] as const;

/** The table, the payables and the conversations in it, by the settings of a function. */
export function connectTable(settings: Settings<(typeof tableSettings)[number]>) {
  const table = createTable(
    new DynamoDBClient(clientOptions(settings.DYNAMODB_ENDPOINT)),
    settings.TABLE_NAME,
  );
  return { table, payables: createPayableStore(table), conversations: createConversationStore(table) };
}
