import { quoted, requireDay, requireThat } from './initiation-field.ts';

/** How often, as the standard spells it (psd2.md 4.2). */
const frequencies = [
  'Daily',
  'Weekly',
  'EveryTwoWeeks',
  'Monthly',
  'EveryTwoMonths',
  'Quarterly',
  'SemiAnnual',
  'Annual',
  'MonthlyVariable',
] as const;

/** When a periodic payment runs; dates as `YYYY-MM-DD`. */
export interface StandingOrder {
  readonly startDate: string;
  readonly frequency: (typeof frequencies)[number];
  readonly endDate?: string | undefined;
  /** Which way it moves when it falls on a day without banking. */
  readonly executionRule?: 'following' | 'preceding' | undefined;
  /** `1` to `31`, without a leading zero; `31` is the last day of a month. */
  readonly dayOfExecution?: string | undefined;
  /** `1` to `12`, each once, with `MonthlyVariable` and only then. */
  readonly monthsOfExecution?: readonly string[] | undefined;
}

const remedy = 'Correct the schedule of the periodic payment';

/** The fields of a schedule in JSON, checked (psd2.md 4.2). Throws an AcquitError BANK_PAYMENT_UNFIT. */
export function standingOrderJson(order: StandingOrder): Record<string, unknown> {
  const { startDate, endDate, executionRule, frequency, dayOfExecution, monthsOfExecution } = order;
  requireDay('startDate', startDate);
  if (endDate !== undefined) {
    requireDay('endDate', endDate);
    const rule = `must not be before startDate (${startDate})`;
    requireThat('endDate', endDate >= startDate, { rule, value: endDate, remedy });
  }
  // Whoever reads the schedule from a file or a form may have let a wrong word through the type.
  requireOneOf('frequency', frequency, frequencies);
  if (executionRule !== undefined) requireOneOf('executionRule', executionRule, ['following', 'preceding']);
  if (dayOfExecution !== undefined) requireOneOf('dayOfExecution', dayOfExecution, upTo(31));
  checkMonths(frequency, monthsOfExecution);
  // JSON.stringify leaves out what is undefined.
  return { startDate, endDate, executionRule, frequency, dayOfExecution, monthsOfExecution };
}

function checkMonths(frequency: string, months: readonly string[] | undefined): void {
  const variable = frequency === 'MonthlyVariable';
  requireThat('monthsOfExecution', (months !== undefined) === variable, {
    rule: 'must come with the frequency MonthlyVariable, and only then',
    value: `${months?.length ?? 0} months with ${frequency}`,
    remedy,
  });
  if (months === undefined) return;
  const value = quoted(months.join(','), 40);
  const count = months.length >= 1 && months.length <= 11 && new Set(months).size === months.length;
  requireThat('monthsOfExecution', count, { rule: 'must be 1 to 11 months, each once', value, remedy });
  for (const month of months) requireOneOf('monthsOfExecution', month, upTo(12));
}

function requireOneOf(field: string, value: string, allowed: readonly string[]): void {
  const rule = `must be one of ${allowed.join(', ')}`;
  requireThat(field, allowed.includes(value), { rule, value: quoted(value, 20), remedy });
}

const upTo = (most: number): string[] => Array.from({ length: most }, (_, index) => String(index + 1));
