import { InternalServerError, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { describeError, logger } from '../../lib/observability/logger.ts';
import { count } from '../../lib/observability/metrics.ts';
import { printedBy } from './printed.ts';

/** What the logger prints, line by line. */
const linesOf = async (log: () => void): Promise<Record<string, unknown>[]> =>
  (await printedBy(log))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // one object a line, which is what is tested

afterEach(() => vi.unstubAllEnvs());

describe('the log of a function', () => {
  test('is one line of JSON with account numbers masked in every field, however deep', async () => {
    const iban = 'NL02ABNA0123456789';
    const [line] = await linesOf(() => logger.warn(`paid to ${iban}`, { payee: { accounts: [iban] } }));
    expect(line).toMatchObject({ level: 'WARN', service: 'acquit', message: 'paid to NL02…6789' });
    expect(JSON.stringify(line)).not.toContain(iban);
  });

  test('tells of an error its code, class, cause and facts, and drops none of them', async () => {
    const error = new AcquitError('ERP_REFUSED', 'The ERP answered 422: onbekend', {
      detail: { status: 422 },
    });
    const lines = await linesOf(() => logger.warn('step failed', describeError(error)));
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

  test('calls a fault of AWS that passes no bug, and what AWS refused a bug', () => {
    const about = { message: 'not now', $metadata: {} };
    expect(describeError(new InternalServerError(about))).toEqual({
      code: 'STORAGE_UNAVAILABLE',
      class: 'retry',
      cause: 'InternalServerError: not now',
    });
    expect(describeError(new ResourceNotFoundException(about))).toMatchObject({
      code: 'UNEXPECTED',
      class: 'bug',
    });
  });

  test('carries the name of the stage, in its lines and in its metrics', async () => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'acquit-production');
    vi.resetModules();
    const stage = {
      ...(await import('../../lib/observability/logger.ts')),
      ...(await import('../../lib/observability/metrics.ts')),
    };
    const lines = await linesOf(() => {
      stage.logger.info('hello');
      stage.count('PayableStuck');
    });
    expect(lines).toMatchObject([
      { service: 'acquit-production', message: 'hello' },
      { service: 'acquit-production', PayableStuck: 1 },
    ]);
  });

  test('has the metrics that the alarms of serverless.yml watch', async () => {
    const [line] = await linesOf(() => count('WebhookStale'));
    expect(line).toMatchObject({ service: 'acquit', WebhookStale: 1 });
    expect(JSON.stringify(line?.['_aws'])).toContain('"Namespace":"Acquit"');
  });
});
