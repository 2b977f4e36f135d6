import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { concealInit, type Hook, hookBody, hookSchema, maskHook } from '../../lib/psb/hook.ts';
import { hookAction, secretOf } from '../../lib/psb/hook-action.ts';

const secret = 'k4TqZ1v9Xy7Lm2Nb8Rc3Wd6Pf5Gh0JsUaEiOoAeIuYtRrQ';
const hook: Hook = {
  id: 'acquit',
  name: 'purchase invoices',
  action: hookAction(`https://hooks.example/psb#${secret}`),
  topics: ['InvoiceReceived'],
  init: concealInit({ certificate: 'MIIKpQIBAzCCCk8' }),
  isActive: true,
};

describe('a hook is a secret in every output', () => {
  test.each<[string, (hook: Hook) => string]>([
    ['as JSON', (hook) => JSON.stringify(hook)],
    ['on the console', (hook) => inspect(hook, { depth: null, showHidden: true, compact: false })],
    ['inside an error', (hook) => inspect(new Error('not put', { cause: hook }), { depth: null })],
    ['in a text', (hook) => `${String(hook.action)} ${String(hook.init)}`],
    ['when it is masked', (hook) => JSON.stringify(maskHook(hook)) + inspect(maskHook(hook))],
    ['when it is copied', (hook) => JSON.stringify({ ...hook }) + inspect(structuredClone(maskHook(hook)))],
  ])('%s it shows neither its fragment nor what it is started with', (_, print) => {
    const printed = print(hook);
    expect(printed).not.toContain(secret);
    expect(printed).not.toContain('MIIKpQIBAzCCCk8');
  });

  test('masked, it still says where it goes and on what', () => {
    expect(maskHook(hook)).toEqual({
      id: 'acquit',
      name: 'purchase invoices',
      action: 'https://hooks.example/psb#…',
      topics: ['InvoiceReceived'],
      isActive: true,
    });
  });

  test.each([
    ['https://hooks.example:8443/psb', 'https://hooks.example:8443/psb'],
    ['https://hooks.example/psb#a#b', 'https://hooks.example/psb#…'],
    ['https://user:pw@hooks.example/psb?key=pw#pw', 'https://…@hooks.example/psb?…#…'],
    ['http://[::1]:3000/psb#pw', 'http://[::1]:3000/psb#…'],
    ['HTTPS://hooks.example/psb#pw', 'HTTPS://hooks.example/psb#…'],
    ['sftp://user:pw@sftp.example:22?readDirectory=/in#pw', 'sftp://…@sftp.example:22?…#…'],
    ['sftp://user:p/pw@sftp.example', 'sftp:…'],
    ['sftp://user:1#pw@sftp.example', 'sftp:…#…'],
    ['sftp://user:1?pw@sftp.example', 'sftp:…'],
    ['mailfrom://*&to=pw@accp.econnect.email', 'mailfrom:…'],
    ['mailfrom://pw@accp.econnect.email&to=inbox@buyer.example', 'mailfrom:…'],
    ['mailto:finance@buyer.example?version=1.0', 'mailto:finance@buyer.example?version=1.0'],
    ['recognize://idr?quality=hq', 'recognize://idr?quality=hq'],
    ['peppol:?mlsType=ALWAYS_SEND', 'peppol:?mlsType=ALWAYS_SEND'],
    ['reverse-web:pw', 'reverse-web:…'],
    ['pw', ':…'],
  ])('the action %s prints as %s', (uri, printed) => {
    expect(hookAction(uri).toString()).toBe(printed);
    expect(printed).not.toContain('pw');
  });
});

describe('the secret of a hook', () => {
  test.each([
    ['https://hooks.example/psb#abc', 'abc'],
    ['https://hooks.example/psb#a%20b#c', 'a%20b#c'],
    ['https://hooks.example/psb#', ''],
    ['https://hooks.example/psb', undefined],
  ])('of %s is what stands after the first hash, as written', (uri, expected) => {
    expect(secretOf(hookAction(uri))).toBe(expected);
  });
});

describe('what PSB is told of a hook', () => {
  test('is everything but the times, which are its own, with isActive said aloud', () => {
    const read = { ...hook, isActive: undefined, createdOn: '2026-01-01T00:00:00Z', changedOn: 'x' };
    expect(JSON.parse(hookBody(read).toString())).toEqual({
      id: 'acquit',
      name: 'purchase invoices',
      action: `https://hooks.example/psb#${secret}`,
      topics: ['InvoiceReceived'],
      init: { certificate: 'MIIKpQIBAzCCCk8' },
      isActive: true,
    });
    expect(JSON.parse(hookBody({ ...hook, isActive: false }).toString())).toMatchObject({ isActive: false });
  });
});

describe('a hook as PSB gives it', () => {
  test('may lack all but its id and its action', () => {
    const bare = { id: 'a', action: 'mailto:a@b.example' };
    const nulls = { name: null, topics: null, publishTopics: null, init: null, filter: null, isActive: null };
    for (const json of [bare, { ...bare, ...nulls, createdOn: null, changedOn: null }]) {
      expect(maskHook(hookSchema.parse(json))).toEqual({ ...bare, name: '', topics: [] });
    }
  });

  test('was made at no known time when PSB writes the year 1', () => {
    const json = { id: 'a', action: 'mailto:a@b.example', createdOn: '0001-01-01T00:00:00+00:00' };
    const changedOn = '2026-11-20T10:00:00.1234567+00:00';
    expect(hookSchema.parse({ ...json, changedOn })).toMatchObject({ createdOn: undefined, changedOn });
  });

  test.each([{ id: 'a' }, { action: 'mailto:a@b.example' }, { id: '', action: 'x:y' }])(
    'is none when it is %j',
    (json) => {
      expect(hookSchema.safeParse(json).success).toBe(false);
    },
  );
});
