import { calmJob, journeys, moneyJourneys, pairs, singles } from './crash-matrix.ts';
import { inChildren } from './in-children.ts';
import type { Job, JobResult, PlannedCrash } from './job.ts';

export interface MatrixResult {
  readonly journey: string;
  /** Calls of the journey when nothing goes wrong. */
  readonly calls: number;
  readonly runs: number;
  /** Each with the crashes that led to it. */
  readonly faults: readonly string[];
}

interface Cell extends Job {
  readonly journey: string;
  readonly crashes: readonly PlannedCrash[];
}

/**
 * Every call of every journey crashed once; with `everyPair`, every two calls of the journeys on which money moves, or
 * one in so many of them.
 */
export async function runMatrix({
  pairsOneIn,
}: {
  readonly pairsOneIn: number | null;
}): Promise<MatrixResult[]> {
  const calm = new Map<string, JobResult>();
  await inChildren(
    journeys.map((journey) => ({ ...calmJob(journey), journey, traced: true })),
    ({ journey }, result) => calm.set(journey, result),
  );
  const cells = [...calm].flatMap(([journey, result]) => cellsOf(journey, result, pairsOneIn));
  const faults = new Map<string, string[]>(
    journeys.map((journey) => [journey, calm.get(journey)?.faults.slice() ?? []]),
  );
  await inChildren(cells, ({ journey, crashes }, result) => {
    const where = crashes
      .map(({ call, when }) => `${when} ${calm.get(journey)?.calls[call]}`)
      .join(', then ');
    faults.get(journey)?.push(...result.faults.map((fault) => `${where}: ${fault}`));
  });
  return journeys.map((journey) => ({
    journey,
    calls: calm.get(journey)?.calls.length ?? 0,
    runs: cells.filter((cell) => cell.journey === journey).length,
    faults: faults.get(journey) ?? [],
  }));
}

function cellsOf(journey: string, result: JobResult, pairsOneIn: number | null): Cell[] {
  const two = pairsOneIn === null || !moneyJourneys.includes(journey) ? [] : pairs(result);
  const chosen = [...singles(result), ...two.filter((_, index) => index % (pairsOneIn ?? 1) === 0)];
  return chosen.map((crashes) => ({ ...calmJob(journey), journey, crashes }));
}
