import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDeclaredStack } from '../../sandbox/host/declared-stack.ts';
import { declaredStack, root } from '../storage/embedded.ts';

const printed: unknown = JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8'));
interface Printed {
  functions: { sweep: { events: unknown[] } };
  resources: { Resources: { DocumentsQueue: { Properties: object } } };
}

describe('what the host reads of serverless.yml', () => {
  test('is every function with its module, time and settings', () => {
    const { functions } = declaredStack();
    expect(functions.map(({ name }) => name).toSorted()).toEqual([
      'completeAuthorisation',
      'pollStatuses',
      'processDocument',
      'receivePsbWebhook',
      'receivePsd2Callback',
      'reconcilePayments',
      'renewConsents',
      'respondToSupplier',
      'startAuthorisation',
      'submitPaymentRequest',
      'sweep',
      'watchRetention',
    ]);
    const webhook = functions.find(({ name }) => name === 'receivePsbWebhook');
    expect(webhook).toMatchObject({
      module: 'dist/receive-psb-webhook/index',
      timeoutSeconds: 10,
      events: [{ kind: 'http', method: 'POST', path: '/psb/webhook' }],
    });
    expect(webhook?.environment).not.toHaveProperty('ERP_URL');
  });

  test('is every queue, dead letters before the queue that leads to them', () => {
    const names: string[] = [];
    for (const { name, attributes } of declaredStack().queues) {
      const policy = attributes['RedrivePolicy'];
      const target = policy === undefined ? undefined : String(JSON.parse(policy).deadLetterTargetArn);
      expect(names.some((earlier) => target?.endsWith(`:${earlier}`)) || target === undefined).toBe(true);
      names.push(name);
    }
    expect(names).toHaveLength(8);
  });

  test('is that each queue function reports the messages that failed one by one', () => {
    const queues = declaredStack().functions.flatMap(({ events }) =>
      events.filter(({ kind }) => kind === 'queue'),
    );
    expect(queues).toHaveLength(4);
    expect(
      queues.every((event) => 'functionResponseType' in event && event.functionResponseType),
    ).toBeTruthy();
  });

  test('stops at what the host cannot run, instead of leaving it out', () => {
    const withEvent = (event: unknown) => {
      const copy = structuredClone(printed) as Printed; // printed by the build
      copy.functions.sweep.events = [event];
      return () => readDeclaredStack(copy, (queue) => queue);
    };
    expect(withEvent({ schedule: 'rate(1 minute)' })).not.toThrow();
    expect(withEvent({ schedule: 'cron(0 1 * * ? *)' })).toThrow('rate(n minutes)');
    expect(withEvent({ s3: 'a-bucket' })).toThrow('Invalid input');
    const sqs = { arn: { 'Fn::GetAtt': ['DocumentsQueue', 'Arn'] }, batchSize: 10 };
    expect(withEvent({ sqs })).not.toThrow();
    expect(withEvent({ sqs: { ...sqs, maximumBatchingWindow: 5 } })).toThrow('maximumBatchingWindow');
    expect(withEvent({ sqs: { ...sqs, filterPatterns: [] } })).toThrow('filterPatterns');
    expect(withEvent({ sqs: { ...sqs, batchSize: 100 } })).toThrow('batchSize');
    expect(withEvent({ sqs, enabled: false })).toThrow('enabled');
  });

  test('stops at a property of a queue that the host would not give it', () => {
    const copy = structuredClone(printed) as Printed; // printed by the build
    copy.resources.Resources.DocumentsQueue.Properties = { VisibilityTimeout: 30, DelaySeconds: 5 };
    expect(() => readDeclaredStack(copy, (queue) => queue)).toThrow('DelaySeconds');
  });
});
