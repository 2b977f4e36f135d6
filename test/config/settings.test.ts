import { describe, expect, test } from 'vitest';
import { requireNode24 } from '../../lib/config/require-node-24.ts';
import { readSettings, settings } from '../../lib/config/settings.ts';
import { declaredStack } from '../storage/embedded.ts';

const messageOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('The settings were taken.');
};

describe('the settings of a function', () => {
  test('are read, numbers as numbers, lists as lists, addresses without a slash at the end', () => {
    const environment = {
      POLL_SECONDS: '30',
      BANK_HOSTS: 'a.example, b.example:8443',
      ERP_URL: 'https://erp.example/api/v1//',
    };
    expect(readSettings(['POLL_SECONDS', 'BANK_HOSTS', 'ERP_URL'], environment)).toEqual({
      POLL_SECONDS: 30,
      BANK_HOSTS: ['a.example', 'b.example:8443'],
      ERP_URL: 'https://erp.example/api/v1',
    });
  });

  test('that are wrong are all named at once, each with its rule and none with its value', () => {
    const message = messageOf(() =>
      readSettings(['TABLE_NAME', 'ERP_URL', 'POLL_SECONDS', 'SECRETS', 'BANK_URL'], {
        ERP_URL: 'mellon-is-no-url',
        POLL_SECONDS: 'half a minute of mellon',
        SECRETS: '',
        BANK_URL: 'file:///mellon',
      }),
    );
    for (const name of [
      'TABLE_NAME: is missing',
      'SECRETS: is missing',
      'ERP_URL: ',
      'POLL_SECONDS: ',
      'BANK_URL: ',
    ]) {
      expect(message).toContain(name);
    }
    expect(message).not.toContain('mellon');
  });

  test('that are optional may be absent, or empty as serverless.yml leaves them on AWS', () => {
    expect(readSettings(['SQS_ENDPOINT'], {})).toEqual({});
    expect(readSettings(['SQS_ENDPOINT'], { SQS_ENDPOINT: '' })).toEqual({});
  });

  test('that a function did not ask for are not its business', () => {
    expect(readSettings(['TABLE_NAME'], { TABLE_NAME: 't', POLL_SECONDS: 'wrong' })).toEqual({
      TABLE_NAME: 't',
    });
  });

  test.each(['-1', '1.5', '1e3', ' 30', '99999999', 'NaN'])('take %j for no number of seconds', (value) => {
    expect(() => readSettings(['POLL_SECONDS'], { POLL_SECONDS: value })).toThrow('POLL_SECONDS');
  });

  test('are all described, and serverless.yml sets no other and each to something good', () => {
    for (const make of Object.values(settings)) expect(make().description?.length).toBeGreaterThan(10);
    for (const { name, environment } of declaredStack().functions) {
      const own = Object.keys(environment).filter((key) => !key.startsWith('AWS_') && key !== 'NODE_OPTIONS');
      const known = own.filter((key): key is keyof typeof settings => Object.hasOwn(settings, key));
      expect(
        own.filter((key) => !Object.hasOwn(settings, key) && !key.startsWith('POWERTOOLS_')),
        name,
      ).toEqual([]);
      expect(() => readSettings(known, environment), name).not.toThrow();
    }
  });
});

test('an older Node is refused in one sentence that says what to do', () => {
  expect(() => requireNode24('22.11.0')).toThrow('needs Node 24 or newer and this is Node 22.11.0');
  expect(() => requireNode24('24.0.0')).not.toThrow();
  expect(() => requireNode24('100.1.0')).not.toThrow();
});
