import type { Job, JobResult, PlannedCrash } from './job.ts';

/** One invoice of each way that an invoice can take, with nothing going wrong but what the matrix plans. */
export const journeys = [
  'paid by the ERP',
  'paid at the bank',
  'credit note',
  'direct debit',
  'new bank account',
  'in two parts',
] as const;

/** The journeys on which money moves, whose every pair of calls is crashed. */
export const moneyJourneys: readonly string[] = ['paid by the ERP', 'paid at the bank'];

export const calmJob = (journey: string): Job => ({
  seed: `matrix ${journey}`,
  documents: 1,
  only: [journey],
  calm: true,
});

/**
 * The calls at which a crash can make a difference. Looking for what is due changes nothing, and the schedule looks
 * again a minute later: of each function and kind of look, the first one stands for all.
 */
function crashPoints({ calls }: JobResult): number[] {
  const looks = new Set<string>();
  return calls.flatMap((call, index) => {
    if (!isLook(call)) return [index];
    if (looks.has(call)) return [];
    looks.add(call);
    return [index];
  });
}

const isLook = (call: string): boolean => /^(sweep|poll-statuses) Query /.test(call);

const whens = ['crash-before', 'crash-after'] as const;

/** Every call of a calm run, its worker dying before and after the effect; the calls as doJob traced them. */
export const singles = (calm: JobResult): PlannedCrash[][] =>
  crashPoints(calm).flatMap((call) => whens.map((when) => [{ call, when }]));

/**
 * Every two calls that may change something: the first one's worker dies after its effect, the second one's before or
 * after. A first crash before the effect and a second one is the single crash, come a redelivery later.
 */
export function pairs({ calls }: JobResult): PlannedCrash[][] {
  const changing = calls.flatMap((call, index) => (isLook(call) ? [] : [index]));
  return changing.flatMap((first) =>
    changing
      .filter((second) => second > first)
      .flatMap((second) =>
        whens.map((when): PlannedCrash[] => [
          { call: first, when: 'crash-after' },
          { call: second, when },
        ]),
      ),
  );
}
