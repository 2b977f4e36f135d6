import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { coversTopic, hookTopics } from './hook-topics.ts';
import type { HookScope } from './hook-calls.ts';
import { hookName } from './hook-name.ts';

/** A hook as it shall be at PSB, without its secret. */
export interface DesiredHook {
  readonly scope: HookScope;
  readonly id: string;
  readonly name: string;
  readonly kind: 'webhook' | 'mail' | 'recognition';
  /** The action without its fragment: `https://host/path`, `mailto:address` or `recognize://idr?…`. */
  readonly target: string;
  readonly topics: readonly string[];
  readonly isActive: boolean;
}

const isLoopback = (host: string): boolean =>
  host === '127.0.0.1' || host === 'localhost' || host === '[::1]';

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isSecure && username === '' && password === '' && !text.includes('#');
}

/** The rules of psb.md 2.2 and 2.8 for the hooks that Acquit keeps. */
const entrySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9\-=]{1,64}$/, 'must be 1 to 64 of A-Z, a-z, 0-9, - and ='),
  name: z.string().trim().min(1, 'must say what the hook is for'),
  environment: z.literal(true, 'can only be true').optional(),
  party: z
    .string()
    .trim()
    .regex(/^\S+:\S+$/, 'must be a party id such as NL:KVK:12345678')
    .optional(),
  topics: z
    .array(z.string().regex(/^[A-Za-z*]+$/, 'must be letters, with * for any'))
    .min(1, 'must name at least one topic'),
  url: z
    .string()
    .refine(isPlainAddress, 'must be an https address without user, password and #; sync adds the secret')
    .optional(),
  mailto: z
    .string()
    .regex(/^[^\s@?#]+@[^\s@?#]+(\?[^\s#]*)?$/, 'must be a mail address, without mailto:')
    .optional(),
  /** What PSB's recognition is asked for (psb.md 5.4): `idr?quality=hq&priority=low`. */
  recognize: z
    .string()
    .regex(/^[a-z]+(\?[^\s#]*)?$/, 'must be a recogniser such as idr?quality=hq')
    .optional(),
  isActive: z.boolean().default(true),
});
const fileSchema = z.strictObject({ hooks: z.array(z.unknown()).min(1, 'must name at least one hook') });

/** What is told across fields and hooks, also of hooks with a fault of their own. */
const text = z.string().trim().optional().catch(undefined);
const roughSchema = z
  .object({
    id: text,
    environment: z.boolean().optional().catch(undefined),
    party: text,
    topics: z.array(z.string().catch('')).catch([]),
    url: text,
    mailto: text,
    recognize: text,
  })
  .catch({ topics: [] });
type RoughHook = z.output<typeof roughSchema>;

/**
 * The hooks of a hooks file that was parsed as YAML or JSON. A webhook without an address goes to `webhookUrl`.
 * Throws an AcquitError CONFIGURATION_INVALID with every fault of the file, one a line.
 */
export function parseDesiredHooks(content: unknown, fileName: string, webhookUrl: string): DesiredHook[] {
  const file = fileSchema.safeParse(content);
  if (!file.success) return refuse(fileName, file.error.issues.map(describe));
  const entries = file.data.hooks.map((entry) => entrySchema.safeParse(entry));
  const own = entries.flatMap(({ error }, index) =>
    (error?.issues ?? []).map(({ path, message }) => describe({ path: ['hooks', index, ...path], message })),
  );
  const rough = file.data.hooks.map((entry) => roughSchema.parse(entry));
  const faults = [...own, ...rough.flatMap(faultsWithin), ...repeated(rough)];
  if (faults.length > 0) return refuse(fileName, faults);
  return entries.flatMap(({ data }) => (data === undefined ? [] : [toDesired(data, webhookUrl)]));
}

function toDesired(entry: z.output<typeof entrySchema>, webhookUrl: string): DesiredHook {
  const { id, name, topics, isActive, party } = entry;
  return {
    scope: party === undefined ? { environment: true } : { party },
    id,
    name,
    ...actionOf(entry, webhookUrl),
    topics,
    isActive,
  };
}

function actionOf(
  { url, mailto, recognize }: z.output<typeof entrySchema>,
  webhookUrl: string,
): Pick<DesiredHook, 'kind' | 'target'> {
  if (mailto !== undefined) return { kind: 'mail', target: `mailto:${mailto}` };
  if (recognize !== undefined) return { kind: 'recognition', target: `recognize://${recognize}` };
  return { kind: 'webhook', target: url ?? webhookUrl };
}

function faultsWithin(
  { environment, party, topics, url, mailto, recognize }: RoughHook,
  index: number,
): string[] {
  const at = `hooks.${index}`;
  const told = mailto === undefined ? topics.filter(coversHookTopic) : [];
  return [
    ...((environment === true) === (party !== undefined)
      ? [`${at}: needs either "environment: true" or a party`]
      : []),
    ...([url, mailto, recognize].filter((one) => one !== undefined).length > 1
      ? [`${at}: has one of url, mailto and recognize`]
      : []),
    ...told.map(
      (topic) => `${at}.topics: ${topic} covers what PSB tells of hooks, and it tells that by mail only`,
    ),
  ];
}

/** psb.md 2.3: only the e-mail action may be used for these. */
const coversHookTopic = (pattern: string): boolean => hookTopics.some((topic) => coversTopic(pattern, topic));

/** The same id in the same place is one hook at PSB. */
function repeated(hooks: readonly RoughHook[]): string[] {
  const names = hooks.map(({ id, party, environment }) => {
    const isPlaced = party !== undefined || environment === true;
    return id === undefined || !isPlaced
      ? undefined
      : hookName(party === undefined ? { environment: true } : { party }, id);
  });
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index ? [`hooks.${index}.id: ${name} is there twice`] : [],
  );
}

const describe = ({ path, message }: { path: readonly PropertyKey[]; message: string }): string =>
  `${path.map(String).join('.') || 'file'}: ${message}`;

function refuse(fileName: string, faults: readonly string[]): never {
  throw new AcquitError('CONFIGURATION_INVALID', `${fileName} has faults:\n${faults.join('\n')}`, {
    detail: { faults: faults.length },
  });
}
