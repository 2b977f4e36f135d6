import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { journeys } from './journeys.ts';
import { createJudge, hasOpenApi } from './openapi-judge.ts';
import { judgeAll } from './operation-groups.ts';

const keptSchema = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  from: z.string(),
});

/** Fewer operations than the journeys call, and more than they would when something stopped being kept. */
const least = 30;

export interface KeptVerdict {
  readonly outcome: 'judged' | 'nothing to judge' | 'no documents';
  readonly faults: readonly string[];
  /** One line for people. */
  readonly told: string;
}

/**
 * Holds all requests that the tests of this run kept to the OpenAPI files. After a whole run it is a fault when some
 * journey kept none, so that it cannot pass without having looked; after a part of one there may be none.
 */
export async function judgeKeptRequests(folder: string, isWhole: boolean): Promise<KeptVerdict> {
  if (!hasOpenApi) {
    const told =
      'The OpenAPI files of the Berlin Group are not here: the requests of the tests are not judged';
    return { outcome: 'no documents', faults: [], told };
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  if (files.length === 0 && !isWhole) return { outcome: 'nothing to judge', faults: [], told: '' };
  const kept = files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => keptSchema.parse(JSON.parse(line))),
  );
  const { faults, operations, told } = judgeAll(await createJudge(), kept);
  const called = [...operations.values()].reduce((sum, { size }) => sum + size, 0);
  const silent = journeys.filter((journey) => !files.some((name) => name.startsWith(`${journey}.`)));
  const missed = [
    ...silent.map((journey) => `No request of the journeys "${journey}" was kept.`),
    ...(called < least ? [`Only ${called} operations were called; at least ${least} were expected.`] : []),
  ];
  return {
    outcome: 'judged',
    faults: [...faults, ...(isWhole ? missed : [])],
    told: `Contract, all journeys: ${told}`,
  };
}
