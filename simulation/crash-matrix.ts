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

/** Looking for what is due changes nothing, and nothing follows from an empty look. */
const changesNothing = (call: string): boolean => /^(sweep|poll-statuses) Query /.test(call);

const whens = ['crash-before', 'crash-after'] as const;

/** Every call of a calm run, its worker dying before and after the effect; the calls as doJob traced them. */
export const singles = ({ calls }: JobResult): PlannedCrash[][] =>
  calls.flatMap((_, call) => whens.map((when) => [{ call, when }]));

/**
 * Every two calls that may change something: the first one's worker dies after its effect, the second one's before or
 * after. A first crash before the effect and a second one is the single crash, come a redelivery later.
 */
export function pairs({ calls }: JobResult): PlannedCrash[][] {
  const changing = calls.flatMap((call, index) => (changesNothing(call) ? [] : [index]));
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
