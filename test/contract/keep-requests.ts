import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import { folderSetting, type journeys } from './journeys.ts';

/**
 * A list for what a bank gets from our client, which is kept for the judge when `atEnd` comes; see
 * judge-kept-requests.ts. Not for requests that a test makes itself.
 */
export function keepRequests(
  journey: (typeof journeys)[number],
  atEnd: (keep: () => void) => void,
): RecordedRequest[] {
  const recorded: RecordedRequest[] = [];
  const folder = process.env[folderSetting];
  if (folder === undefined) return recorded;
  const { currentTestName, testPath = '' } = expect.getState();
  const from = currentTestName ?? basename(testPath);
  atEnd(() => {
    const lines = recorded.map((request) => `${JSON.stringify({ ...request, from })}\n`);
    if (lines.length > 0) writeFileSync(join(folder, `${journey}.${randomUUID()}.jsonl`), lines.join(''));
  });
  return recorded;
}
