import { afterEach, describe, expect, test, vi } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { describeError, logger } from '../../lib/observability/logger.ts';
import { count } from '../../lib/observability/metrics.ts';

/** What the logger prints, line by line. */
function linesOf(log: () => void): Record<string, unknown>[] {
  const printed: string[] = [];
  const keep = (line: unknown) => void printed.push(String(line));
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation(keep);
  }
  // The logger has a console of its own outside of Lambda's development mode.
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => (keep(chunk), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => (keep(chunk), true));
  log();
  vi.restoreAllMocks();
  return printed.map((line) => JSON.parse(line) as Record<string, unknown>);
}
afterEach(() => vi.restoreAllMocks());

describe('the log of a function', () => {
  test('is one line of JSON with account numbers masked in every field, however deep', () => {
    const iban = 'NL02ABNA0123456789';
    const [line] = linesOf(() => logger.warn(`paid to ${iban}`, { payee: { accounts: [iban] } }));
    expect(line).toMatchObject({ level: 'WARN', service: 'acquit', message: 'paid to NL02…6789' });
    expect(JSON.stringify(line)).not.toContain(iban);
  });

  test('tells of an error its code, class, cause and facts, and drops none of them', () => {
    const error = new AcquitError('ERP_REFUSED', 'The ERP answered 422: onbekend', {
      detail: { status: 422 },
    });
    const lines = linesOf(() => logger.warn('step failed', describeError(error)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      message: 'step failed',
      code: 'ERP_REFUSED',
      class: 'hold',
      cause: 'The ERP answered 422: onbekend',
      status: 422,
    });
  });

  test('has a stack for a bug only, and takes anything that can be thrown', () => {
    expect(describeError(new AcquitError('ERP_REFUSED', 'no'))).not.toHaveProperty('stack');
    expect(describeError(new TypeError('oops'))).toMatchObject({
      code: 'UNEXPECTED',
      class: 'bug',
      cause: 'oops',
    });
    expect(describeError(new TypeError('oops'))).toHaveProperty('stack');
    expect(describeError('thrown text')).toMatchObject({ code: 'UNEXPECTED', cause: 'thrown text' });
  });

  test('has the metrics that the alarms of serverless.yml watch', () => {
    const [line] = linesOf(() => count('WebhookStale'));
    expect(line).toMatchObject({ service: 'acquit', WebhookStale: 1 });
    expect(JSON.stringify(line?.['_aws'])).toContain('"Namespace":"Acquit"');
  });
});
