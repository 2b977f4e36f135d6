import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Table } from '../../lib/storage/table.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/**
 * The table is there with its two indexes. Looks for items that no stage has, because reading is a right that its
 * user needs anyway.
 */
export const table: Check = {
  name: 'table',
  after: [],
  async run({ table: asked }) {
    try {
      await asked.get(nobody, nobody);
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      return wrong(
        'There is no table where TABLE_NAME leads.',
        'Compare TABLE_NAME and the region with the outputs of the stack. A table that was deleted can be restored from its backups (docs/deploy.md).',
      );
    }
    const found = await Promise.all([
      lacksIndex(asked, 'due', 'dueKey'),
      lacksIndex(asked, 'status', 'statusKey'),
    ]);
    const missing = found.flat();
    if (missing.length === 0) return ok('It is there, with its indexes due and status.');
    return wrong(
      `The table lacks the index ${missing.join(' and ')}.`,
      'Deploy the stage again: serverless.yml declares both. Without them nothing is polled, nudged or listed.',
    );
  },
};

const nobody = 'DOCTOR';

async function lacksIndex(table_: Table, index: string, key: string): Promise<string[]> {
  try {
    await table_.query({ index, key: { expression: `${key} = :key`, values: { ':key': nobody } }, limit: 1 });
    return [];
  } catch (error) {
    // DynamoDB says so of an index that is not there, and of nothing else in this query.
    if (z.object({ name: z.literal('ValidationException') }).safeParse(error).success) return [index];
    throw error;
  }
}
