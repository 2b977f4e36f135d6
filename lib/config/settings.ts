import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { bankChoices } from './bank-choices.ts';

const text = z.string().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const seconds = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number of seconds')
  .transform(Number);
const hosts = text.transform((value) => value.split(',').map((host) => host.trim()));

/**
 * Every setting of the functions, as environment variables. The description is printed in docs/configure.md.
 * A function asks for the ones it needs; serverless.yml gives each function just those. A schema is made when it is
 * asked for, because making them all would be half of what a small function does when it starts.
 */
export const settings = {
  TABLE_NAME: () => text.describe('Name of the DynamoDB table.'),
  ARCHIVE_BUCKET: () => text.describe('Name of the S3 bucket that keeps the raw documents.'),
  DOCUMENTS_QUEUE_URL: () => url.describe('URL of the queue to process-document.'),
  SUBMISSIONS_QUEUE_URL: () => url.describe('URL of the queue to submit-payment-request.'),
  AUTHORISATIONS_QUEUE_URL: () => url.describe('URL of the queue to complete-authorisation.'),
  RESPONSES_QUEUE_URL: () => url.describe('URL of the queue to respond-to-supplier.'),
  SECRETS: () =>
    text.describe(
      'Where the secrets are: the prefix of their names in AWS Secrets Manager, or file:FOLDER on one machine.',
    ),
  WEBHOOK_WINDOW_SECONDS: () =>
    seconds.describe(
      'How far sentOn of a webhook may be from now before it is recorded as stale (PSB recommends 300).',
    ),
  PSB_URL: () => url.describe('Base URL of the PSB API, without /api.'),
  PSB_IDENTITY_URL: () => url.describe('Base URL of the PSB identity server, without /connect/token.'),
  ERP_URL: () => url.describe('Base URL of the ERP API, with /api/v1.'),
  ERP_TOKEN_URL: () => url.describe('Full URL of the token endpoint of the ERP; another host than the API.'),
  BANK_URL: () => url.describe('Base URL of the XS2A API of the bank, up to but without /v1.'),
  BANK_TOKEN_URL: () =>
    url.describe('Full URL of the token endpoint of the bank; metadata must agree with it.'),
  BANK_HOSTS: () => hosts.describe('Hosts, comma separated, that links of the bank may lead to.'),
  ...bankChoices,
  PUBLIC_URL: () => url.describe('Base URL of our own HTTP API, as browsers and the bank see it.'),
  STEP_LEASE_SECONDS: () =>
    seconds.describe(
      'How long a step may take before sweep nudges it again; as long as the visibility timeout of the queues.',
    ),
  POLL_SECONDS: () =>
    seconds.describe('Seconds until the first status poll; doubles with every poll without news.'),
  POLL_LIMIT_SECONDS: () => seconds.describe('The longest time between two status polls of one payable.'),
  AUTHORISE_WITHIN_SECONDS: () =>
    seconds.describe('How long a PSU has to authorise a payment once it was started.'),
  DYNAMODB_ENDPOINT: () => url.optional().describe('Endpoint of an embedded DynamoDB; absent on AWS.'),
  SQS_ENDPOINT: () => url.optional().describe('Endpoint of an embedded SQS; absent on AWS.'),
  S3_ENDPOINT: () => url.optional().describe('Endpoint of an embedded S3; absent on AWS.'),
} as const satisfies Record<string, () => z.ZodType>;

export type SettingName = keyof typeof settings;
export type Settings<Names extends SettingName> = {
  readonly [Name in Names]: z.output<ReturnType<(typeof settings)[Name]>>;
};

/**
 * Reads the named settings from the environment. Throws CONFIGURATION_INVALID with every fault at once, each
 * with the name of the setting and the rule, never with its value.
 */
export function readSettings<Names extends SettingName>(
  names: readonly Names[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings<Names> {
  const schema = z.object(Object.fromEntries(names.map((name) => [name, settings[name]()])));
  const given = Object.fromEntries(
    names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return name in given ? `${name}: ${issue.message}` : `${name}: is missing`;
    });
    throw new AcquitError('CONFIGURATION_INVALID', `Settings to correct: ${faults.join('; ')}.`);
  }
  return result.data as Settings<Names>; // the schema was made of exactly these names
}
