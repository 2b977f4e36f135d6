import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { callTimeoutMs } from '../../lib/steps/connect/call-timeout.ts';
import { anchorsOf, page } from '../docs/documentation.ts';

const root = resolve(import.meta.dirname, '../..');

const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.unknown(),
});
const templateSchema = z.object({
  Conditions: z.record(z.string(), z.unknown()),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
type Resource = z.output<typeof templateSchema>['Resources'][string];

let folder: string;
let resources: Record<string, Resource>;
let conditions: Record<string, unknown>;

/** Packages a stage without network and without credentials, and reads the template that would be deployed. */
function packageStage(stage: string, ...more: string[]): z.output<typeof templateSchema> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS|ERP|BANK)_/.test(name)),
  );
  const osls = join(root, 'node_modules/.bin/osls');
  const target = join(folder, stage);
  execFileSync(osls, ['package', '-s', stage, '--package', target, ...more], {
    cwd: root,
    env: { ...environment, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: 'pipe',
  });
  const text = readFileSync(join(target, 'cloudformation-template-update-stack.json'), 'utf8');
  return templateSchema.parse(JSON.parse(text));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'acquit-template-'));
  ({ Resources: resources, Conditions: conditions } = packageStage('acceptance'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const propertiesOf = (name: string) => resources[name]?.Properties ?? {};

function statementsOf(role: Resource) {
  const policies = z
    .array(z.object({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) }))
    .parse(role.Properties['Policies']);
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

const actionsOf = (role: string) =>
  statementsOf(resources[role] ?? { Type: '', Properties: {} })
    .flatMap(({ Action }) => Action)
    .filter((action) => !/^(logs|xray):/.test(action))
    .toSorted();

const alarmSchema = z.object({
  AlarmDescription: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
  Statistic: z.enum(['Sum', 'Maximum']),
  Threshold: z.number(),
  ComparisonOperator: z.literal('GreaterThanThreshold'),
  TreatMissingData: z.literal('notBreaching'),
  AlarmActions: z.unknown(),
});
const alarms = () =>
  ofType('AWS::CloudWatch::Alarm').map(([name, { Properties }]) => ({
    name,
    ...alarmSchema.parse(Properties),
  }));

describe('The packaged template', () => {
  test('has the twelve functions, each with a role of its own, on the Node that was tested', () => {
    const functions = ofType('AWS::Lambda::Function');
    expect(functions).toHaveLength(12);
    const roles = functions.map(([, { Properties }]) => JSON.stringify(Properties['Role']));
    expect(new Set(roles).size).toBe(12);
    for (const [name, { Properties }] of functions) {
      expect(Properties['Runtime'], name).toBe('nodejs24.x');
      expect(Properties['Role'], name).toEqual({
        'Fn::GetAtt': [name.replace('LambdaFunction', 'Role'), 'Arn'],
      });
    }
  });

  test('lets no function touch more than it needs', () => {
    const table = (...actions: string[]) => actions.map((action) => `dynamodb:${action}`);
    const consume = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
    const secret = 'secretsmanager:GetSecretValue';
    expect(Object.fromEntries(ofType('AWS::IAM::Role').map(([name]) => [name, actionsOf(name)]))).toEqual({
      ReceivePsbWebhookRole: [secret, 'sqs:SendMessage'],
      ProcessDocumentRole: [
        ...table('BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
        's3:GetObject',
        's3:PutObject',
        secret,
        ...consume,
        'sqs:SendMessage',
      ],
      SubmitPaymentRequestRole: [...table('GetItem', 'PutItem', 'UpdateItem'), secret, ...consume],
      PollStatusesRole: [...table('GetItem', 'PutItem', 'Query', 'UpdateItem'), secret],
      StartAuthorisationRole: [...table('GetItem', 'PutItem', 'UpdateItem'), secret],
      ReceivePsd2CallbackRole: [...table('GetItem', 'PutItem', 'UpdateItem'), 'sqs:SendMessage'],
      CompleteAuthorisationRole: [...table('GetItem', 'PutItem', 'UpdateItem'), secret, ...consume],
      RespondToSupplierRole: [...table('GetItem', 'PutItem', 'UpdateItem'), secret, ...consume],
      WatchRetentionRole: [
        ...table('GetItem', 'PutItem', 'Query', 'UpdateItem'),
        's3:PutObject',
        secret,
        'sqs:SendMessage',
      ],
      SweepRole: [...table('Query', 'UpdateItem'), 'sqs:SendMessage'],
      ReconcilePaymentsRole: [...table('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'), secret],
      RenewConsentsRole: [...table('BatchGetItem', 'GetItem', 'Query', 'UpdateItem'), secret],
    });
  });

  test('lets the functions that call the bank sign, where keys in KMS are configured, and nobody else', () => {
    const callers = ofType('AWS::Lambda::Function')
      .filter(([, { Properties }]) => JSON.stringify(Properties['Environment']).includes('"BANK_URL"'))
      .map(([name]) => ({ Ref: name.replace('LambdaFunction', 'Role') }));
    expect(callers.length).toBeGreaterThan(0);
    expect(propertiesOf('SealPolicy')['Roles']).toEqual(expect.arrayContaining(callers));
    expect(propertiesOf('SealPolicy')['Roles']).toHaveLength(callers.length);
    expect(ofType('AWS::IAM::Policy').map(([name]) => name)).toEqual(['SealPolicy']);
    // Without keys the condition is false, and the policy is not made at all.
    expect(resources['SealPolicy']?.Condition).toBe('SealsInKms');
    expect(conditions['SealsInKms']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] });
  });

  test('lets them sign with exactly the keys that are configured', () => {
    const keys = ['1', '2'].map((id) => `arn:aws:kms:eu-central-1:111122223333:key/${id}`).join(',');
    const sealed = packageStage('acceptance', '--param', `bankSealKeys=${keys}`);
    expect(sealed.Conditions['SealsInKms']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': [keys, ''] }] });
    expect(sealed.Resources['SealPolicy']?.Properties['PolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['kms:Sign'], Resource: { 'Fn::Split': [',', keys] } }],
    });
  }, 60_000);

  test('names the resources of every permission, except for tracing, which has none', () => {
    for (const [name, role] of ofType('AWS::IAM::Role')) {
      for (const { Action, Resource } of statementsOf(role)) {
        const isTracing = Action.every((action) => action.startsWith('xray:'));
        expect(JSON.stringify(Resource).includes('"*"'), `${name} ${Action.join()}`).toBe(isTracing);
        expect(Action.join(), name).not.toContain('*');
      }
    }
  });

  test('gives every queue encryption, two weeks, and a dead-letter queue after five receives', () => {
    const queues = ofType('AWS::SQS::Queue').filter(([name]) => name.endsWith('Queue'));
    expect(queues.map(([name]) => name)).toEqual([
      'DocumentsQueue',
      'SubmissionsQueue',
      'AuthorisationsQueue',
      'ResponsesQueue',
    ]);
    for (const [name, { Properties }] of queues) {
      const letters = name.replace('Queue', 'DeadLetters');
      expect(Properties, name).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 1209600,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [letters, 'Arn'] }, maxReceiveCount: 5 },
      });
      expect(resources[letters]?.Type, letters).toBe('AWS::SQS::Queue');
      expect(resources[`${letters}Alarm`]?.Type, letters).toBe('AWS::CloudWatch::Alarm');
    }
  });

  test('takes documents one at a time, with memory for the largest, and asks for no reserved concurrency', () => {
    const mapping = propertiesOf('ProcessDocumentEventSourceMappingSQSDocumentsQueue');
    expect(mapping).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } });
    expect(propertiesOf('ProcessDocumentLambdaFunction')['MemorySize']).toBe(2048);
    // A new account may reserve nothing, so that its first deployment would fail.
    expect(JSON.stringify(resources)).not.toContain('ReservedConcurrentExecutions');
  });

  test('gives every function time to settle a step in which each call takes as long as it may', () => {
    const seconds = (name: string) => Number(propertiesOf(`${name}LambdaFunction`)['Timeout']);
    const settling = 4;
    expect((4 * callTimeoutMs.bank) / 1000 + settling).toBeLessThanOrEqual(seconds('StartAuthorisation'));
    expect((6 * callTimeoutMs.bank) / 1000 + settling).toBeLessThanOrEqual(seconds('CompleteAuthorisation'));
    expect((4 * callTimeoutMs.erp) / 1000 + settling).toBeLessThanOrEqual(seconds('SubmitPaymentRequest'));
    expect((4 * callTimeoutMs.psb) / 1000 + settling).toBeLessThanOrEqual(seconds('ProcessDocument'));
  });

  test('lets a message rest six times as long as a function may run, and reports failures one by one', () => {
    for (const [name, { Properties }] of ofType('AWS::Lambda::EventSourceMapping')) {
      expect(Properties['FunctionResponseTypes'], name).toEqual(['ReportBatchItemFailures']);
    }
    expect(Number(propertiesOf('DocumentsQueue')['VisibilityTimeout'])).toBe(360);
    expect(propertiesOf('ProcessDocumentLambdaFunction')['Timeout']).toBe(60);
  });

  test('rings for every function that fails, and for answers of the HTTP API that are our fault', () => {
    const watched = (namespace: string, metric: string) =>
      alarms()
        .filter((alarm) => alarm.Namespace === namespace && alarm.MetricName === metric)
        .map(({ Threshold, Dimensions }) => ({ Threshold, Dimensions }));
    expect(watched('AWS/Lambda', 'Errors')).toEqual(
      ofType('AWS::Lambda::Function')
        .map(([name]) => name)
        .map((name) => ({ Threshold: 0, Dimensions: [{ Name: 'FunctionName', Value: { Ref: name } }] })),
    );
    expect(watched('AWS/ApiGateway', '5xx')).toEqual([
      { Threshold: 0, Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }] },
    ]);
  });

  test('rings for what only Acquit can count, and for its own stage only', () => {
    const ours = alarms().filter(({ Namespace }) => Namespace === 'Acquit');
    expect(Object.fromEntries(ours.map(({ MetricName, Threshold }) => [MetricName, Threshold]))).toEqual({
      WebhookRefused: 5,
      WebhookStale: 0,
      WebhookUnreadable: 0,
      InvoiceRefusedByPsb: 0,
      DocumentNotArchived: 0,
      RetentionEndangered: 0,
      ResponseNotDelivered: 0,
      PayableStuck: 0,
      BookingIncident: 0,
      ConsentEnded: 0,
      ConsentRenewalDue: 0,
      StepFailed: 10,
      ConfigurationFault: 0,
      CertificateExpiring: 0,
    });
    for (const { name, Dimensions } of ours) {
      expect(Dimensions, name).toEqual([{ Name: 'service', Value: 'acquit-acceptance' }]);
    }
    for (const [name, { Properties }] of ofType('AWS::Lambda::Function')) {
      expect(Properties['Environment'], name).toMatchObject({
        Variables: { POWERTOOLS_SERVICE_NAME: 'acquit-acceptance' },
      });
    }
  });

  test('sends every alarm to the people on duty, and says what to do', () => {
    const manual = page('docs/operate.md');
    const functions = ofType('AWS::Lambda::Function').map(([name]) => name);
    for (const { name, AlarmActions, AlarmDescription } of alarms()) {
      expect(AlarmActions, name).toEqual([{ Ref: 'Alarms' }]);
      expect(AlarmDescription.split('. ').length, name).toBeGreaterThan(1);
      for (const [, anchor] of AlarmDescription.matchAll(/docs\/operate\.md#([\w-]+)/g)) {
        expect(anchorsOf(manual), name).toContain(anchor);
      }
    }
    // The alarms of the functions are one row of the manual.
    const named = alarms().filter(({ Namespace }) => Namespace !== 'AWS/Lambda');
    expect(named.filter(({ name }) => !manual.text.includes(name))).toEqual([]);
    expect(alarms()).toHaveLength(4 + functions.length + 1 + 14);
  });

  test('keeps the table: backups at every second, encryption, protection from deletion, clean-up of old flows', () => {
    expect(propertiesOf('Table')).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('keeps the archive: every version, encrypted, closed to the public, over TLS only', () => {
    expect(propertiesOf('Archive')).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(JSON.stringify(propertiesOf('Archive')['BucketEncryption'])).toContain('aws:kms');
    expect(JSON.stringify(propertiesOf('ArchivePolicy'))).toContain('aws:SecureTransport');
  });

  test('opens just the five routes', () => {
    const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) =>
      String(Properties['RouteKey']),
    );
    expect(routes.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'GET /psd2/callback',
      'GET /psd2/returned',
      'GET /psd2/start',
      'POST /psb/webhook',
      'POST /psd2/start',
    ]);
  });

  test('lets no flood at a door take the functions away from the queues', () => {
    expect(propertiesOf('HttpApiStage')['DefaultRouteSettings']).toEqual({
      ThrottlingBurstLimit: 100,
      ThrottlingRateLimit: 50,
    });
  });

  test('writes no access log, because the callback has authorisation codes in its query', () => {
    expect(propertiesOf('HttpApiStage')).not.toHaveProperty('AccessLogSettings');
  });

  test('holds no secret and no address of this machine', () => {
    const text = JSON.stringify(resources);
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|embedded|clientSecret/i);
    expect(propertiesOf('ProcessDocumentLambdaFunction')).toMatchObject({
      Environment: { Variables: { SECRETS: 'acquit/acceptance/', PSB_URL: 'https://accp-psb.econnect.eu' } },
    });
  });

  test('talks to the production of PSB, the live ERP and the live bank in the stage production only', () => {
    expect(JSON.stringify(resources)).not.toMatch(/https:\/\/psb\.econnect\.eu|-live\.invalid/);
    const { Resources: production } = packageStage('production');
    expect(production['ProcessDocumentLambdaFunction']?.Properties).toMatchObject({
      Environment: { Variables: { PSB_URL: 'https://psb.econnect.eu', SECRETS: 'acquit/production/' } },
    });
    expect(production['PollStatusesLambdaFunction']?.Properties).toMatchObject({
      Environment: {
        Variables: {
          ERP_URL: expect.stringMatching(/^https:\/\/erp-live\.invalid\//),
          ERP_TOKEN_URL: expect.stringMatching(/^https:\/\/erp-live\.invalid\//),
          BANK_URL: 'https://bank-live.invalid',
          BANK_HOSTS: 'bank-live.invalid',
          POWERTOOLS_SERVICE_NAME: 'acquit-production',
        },
      },
    });
    // Neither the development host of the ERP nor anything else that is not for production.
    expect(JSON.stringify(production)).not.toMatch(/sovereign-erp|accp-|acquit-acceptance|sandbox/);
  }, 60_000);
});
