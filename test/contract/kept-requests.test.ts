import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecordedRequest } from '../../sandbox/bank/record-request.ts';
import { judgeKeptRequests } from './judge-kept-requests.ts';
import { folderSetting, journeys } from './journeys.ts';
import { keepRequests } from './keep-requests.ts';
import { hasOpenApi } from './openapi-judge.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acquit-kept-'));
  vi.stubEnv(folderSetting, folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const sound: RecordedRequest = {
  method: 'GET',
  path: '/v1/payments/sepa-credit-transfers/1/status',
  headers: { apikey: 'key', 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' },
  body: '',
};

function keep(journey: (typeof journeys)[number], ...requests: RecordedRequest[]): void {
  const ends: (() => void)[] = [];
  keepRequests(journey, (end) => ends.push(end)).push(...requests);
  for (const end of ends) end();
}

describe.skipIf(!hasOpenApi)('The requests that the tests of a run kept', () => {
  test('are all judged, and a fault names the test that it came from', async () => {
    keep('steps', sound, { ...sound, headers: { apikey: 'key' } });
    const { outcome, faults } = await judgeKeptRequests(folder, false);
    expect(outcome).toBe('judged');
    expect(faults).toEqual([
      expect.stringMatching(/^getPaymentInitiationStatus: .*'?x-request-id'? \(.*names the test.*\)$/),
    ]);
  });

  test('may be none after some of the tests, never after all of them', async () => {
    expect(await judgeKeptRequests(folder, false)).toMatchObject({ outcome: 'nothing to judge', faults: [] });
    const { outcome, faults } = await judgeKeptRequests(folder, true);
    expect(outcome).toBe('judged');
    expect(faults).toEqual([
      ...journeys.map((journey) => `No request of the journeys "${journey}" was kept.`),
      'Only 0 operations were called; at least 30 were expected.',
    ]);
  });

  test('may be of one journey after some of the tests, never after all of them', async () => {
    keep('stack', sound);
    expect((await judgeKeptRequests(folder, false)).faults).toEqual([]);
    expect((await judgeKeptRequests(folder, true)).faults).toContain(
      'No request of the journeys "steps" was kept.',
    );
  });
});

test('A list that stays empty is not kept, and nothing is kept where nobody judges', () => {
  keep('steps');
  vi.stubEnv(folderSetting, undefined);
  keep('steps', sound);
  expect(readdirSync(folder)).toEqual([]);
});
