import * as z from 'zod';
import { Concealed } from './concealed.ts';
import { type HookAction, hookAction } from './hook-action.ts';

/**
 * A subscription at PSB (psb.md 2.2). It is a secret: its action and `init` hide themselves in every output, and
 * `maskHook` gives the form that is printed.
 */
export interface Hook {
  /** Chosen by us: 1 to 64 of `A-Z a-z 0-9 - =`. The same id again is an update. */
  readonly id: string;
  readonly name: string;
  readonly action: HookAction;
  /** With `*` as wildcard. */
  readonly topics: readonly string[];
  /** What an inbound hook may publish on. */
  readonly publishTopics?: readonly string[] | undefined;
  /** Write-only, such as the certificate for mTLS; it survives an update without it. */
  readonly init?: Concealed<Readonly<Record<string, unknown>>> | undefined;
  readonly filter?: string | undefined;
  /** Absent only when PSB did not say: its default is not known. */
  readonly isActive?: boolean | undefined;
  /** Set by PSB, as it wrote them; absent when it does not know. */
  readonly createdOn?: string | undefined;
  readonly changedOn?: string | undefined;
}

const orNothing = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

/** PSB writes a moment that it does not know as the year 1 (psb.md 2.2). */
const moment = z
  .string()
  .nullish()
  .transform((text) => (text === null || text?.startsWith('0001-') ? undefined : text));

/** A Hook as PSB gives it: id and action are certain, the rest may be missing or null. */
export const hookSchema = z.object({
  id: z.string().min(1),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? ''),
  action: z.string().transform(hookAction),
  topics: z
    .array(z.string())
    .nullish()
    .transform((topics) => topics ?? []),
  publishTopics: orNothing(z.array(z.string())),
  init: orNothing(z.record(z.string(), z.unknown()).transform(concealInit)),
  filter: orNothing(z.string()),
  isActive: orNothing(z.boolean()),
  createdOn: moment,
  changedOn: moment,
});

/** Hides what a hook is started with. */
export function concealInit(init: Readonly<Record<string, unknown>>): NonNullable<Hook['init']> {
  return new Concealed(init, '…');
}

/** The body of the PUT, the only place where the secrets of a hook leave; without what only PSB may set. */
export function hookBody(hook: Hook): Buffer {
  const { createdOn: _created, changedOn: _changed, action, init, isActive = true, ...rest } = hook;
  return Buffer.from(JSON.stringify({ ...rest, action: action.reveal(), init: init?.reveal(), isActive }));
}

export interface PrintedHook {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly topics: readonly string[];
  readonly publishTopics?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly createdOn?: string | undefined;
  readonly changedOn?: string | undefined;
}

/** The printable form of a hook: no secret, no user or password, no token, no `init`. */
export function maskHook(hook: Hook): PrintedHook {
  const { init: _init, action, ...rest } = hook;
  return { ...rest, action: action.toString() };
}
