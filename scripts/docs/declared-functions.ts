import { readFileSync } from 'node:fs';
import { parse, type ScalarTag } from 'yaml';
import * as z from 'zod';

export interface DeclaredFunction {
  readonly name: string;
  readonly description: string;
  /** `POST /psb/webhook`, `queue DocumentsQueue`, `rate(1 minute)`. */
  readonly events: readonly string[];
  readonly timeoutSeconds: number;
  readonly settings: readonly string[];
  /** What its role allows, beside its own log and traces. */
  readonly rights: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/** CloudFormation's short forms, kept as the text behind them: `!GetAtt Table.Arn` is `Table.Arn`. */
const intrinsics: ScalarTag[] = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text) => text }));

const eventSchema = z.union([
  z.object({ httpApi: z.string() }).transform(({ httpApi }) => httpApi),
  z.object({ schedule: z.string() }).transform(({ schedule }) => schedule),
  z
    .object({ sqs: z.object({ arn: z.string() }) })
    .transform(({ sqs }) => `queue ${sqs.arn.replace('.Arn', '')}`),
]);
/** A list, or one that a param of the stage holds. */
const resourceSchema = z.union([
  z.array(z.string()),
  z
    .object({ 'Fn::Split': z.tuple([z.literal(','), z.string()]) })
    .transform((split) => [split['Fn::Split'][1].replace(/^\$\{param:(\w+)\}$/, 'what the param $1 names')]),
]);
const documentSchema = z.object({
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Action: z.array(z.string()), Resource: resourceSchema })),
  }),
});
const roleSchema = z.object({ Policies: z.array(documentSchema) });
/** A policy that several roles share. */
const sharedSchema = documentSchema.extend({ Roles: z.array(z.string()) });
const serviceSchema = z.object({
  provider: z.object({ timeout: z.int() }),
  functions: z.record(
    z.string(),
    z.object({
      description: z.string(),
      role: z.string(),
      timeout: z.int().optional(),
      environment: z.record(z.string(), z.unknown()),
      events: z.array(eventSchema),
    }),
  ),
  resources: z.object({
    Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
  }),
});

/** The functions as serverless.yml declares them, in its order. */
export function declaredFunctions(): DeclaredFunction[] {
  const text = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
  const { provider, functions, resources } = serviceSchema.parse(
    // A file of our own: that it uses an anchor often is no attack.
    parse(text, { merge: true, customTags: intrinsics, maxAliasCount: -1 }),
  );
  const shared = Object.values(resources.Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => sharedSchema.parse(Properties));
  return Object.entries(functions).map(([name, { description, role, timeout, environment, events }]) => ({
    name,
    description,
    events,
    timeoutSeconds: timeout ?? provider.timeout,
    settings: Object.keys(environment),
    rights: rightsOf([
      ...roleSchema.parse(resources.Resources[role.replace('.Arn', '')]?.Properties).Policies,
      ...shared.filter(({ Roles }) => Roles.includes(role.replace('.Arn', ''))),
    ]),
  }));
}

const rightsOf = (policies: readonly z.output<typeof documentSchema>[]): DeclaredFunction['rights'] =>
  policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => !Action.some((action) => /^(logs|xray):/.test(action)))
    .map(({ Action, Resource }) => ({ actions: Action, resources: Resource.map(plainResource) }));

/** `arn:aws:secretsmanager:…:secret:acquit/${sls:stage}/psb-*` is `secret acquit/STAGE/psb-*` for people. */
const plainResource = (resource: string): string =>
  resource
    .replace(/^arn:.*:secret:/, 'secret ')
    .replaceAll('${sls:stage}', 'STAGE')
    .replace(/^\$\{(\w+)\.Arn\}/, '$1')
    .replace(/\.Arn$/, '');
