import { printTable } from '../print-table.ts';
import { wrap } from '../wrap.ts';
import type { Diagnosis } from './run-checks.ts';

const words = { ok: 'ok', warning: 'warning', wrong: 'WRONG', skipped: 'skipped' } as const;
const width = 84;

/** One line a check with what was found, and beneath it what to do when it is not ok. */
export const printDiagnoses = (diagnoses: readonly Diagnosis[]): string =>
  printTable(
    diagnoses.map((one) => [
      words[one.state],
      one.check,
      [
        ...wrap(one.found, width),
        ...('remedy' in one
          ? wrap(one.remedy, width - 2).map((line, index) => `${index === 0 ? '→' : ' '} ${line}`)
          : []),
      ].join('\n'),
    ]),
  );
