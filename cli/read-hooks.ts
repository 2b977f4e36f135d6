import { parse } from 'yaml';
import { AcquitError } from '../lib/findings/acquit-error.ts';
import { type DesiredHook, parseDesiredHooks } from '../lib/psb/desired-hooks.ts';
import type { HookScope } from '../lib/psb/hook-calls.ts';
import { scopeName } from '../lib/psb/hook-name.ts';
import type { PsbAdministration } from '../lib/psb/psb-administration.ts';
import type { ScopeHooks } from '../lib/psb/scope-hooks.ts';
import { readInput } from './input-file.ts';

/** The hooks of a hooks file, YAML or JSON. Throws CONFIGURATION_INVALID with every fault of it. */
export function readHooksFile(file: string, webhookUrl: string): DesiredHook[] {
  const text = readInput(file).toString('utf8');
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    throw new AcquitError('CONFIGURATION_INVALID', `${file} cannot be read as YAML or JSON.`, { cause });
  }
  return parseDesiredHooks(content, file, webhookUrl);
}

/** Calls that are on their way at once: PSB asks for moderation (psb.md 1.4). */
const callsAtOnce = 5;

/**
 * The hooks of the environment and of every party of the account. Throws PSB_FORBIDDEN when the account may not see
 * those of a scope in `needed`; others that it may not see have no hooks here.
 */
export async function readHooks(
  psb: Pick<PsbAdministration, 'parties' | 'hooks'>,
  needed: readonly HookScope[],
): Promise<ScopeHooks[]> {
  const own = (await psb.parties()).map(({ id }) => ({ party: id }));
  const scopes = new Map<string, HookScope>();
  for (const scope of [{ environment: true } as const, ...own, ...needed]) {
    if (!scopes.has(scopeName(scope))) scopes.set(scopeName(scope), scope);
  }
  const isNeeded = new Set(needed.map(scopeName));
  const all = [...scopes];
  const found: ScopeHooks[] = [];
  for (let start = 0; start < all.length; start += callsAtOnce) {
    const some = all.slice(start, start + callsAtOnce);
    found.push(
      ...(await Promise.all(some.map(([name, scope]) => readScope(psb, scope, isNeeded.has(name))))),
    );
  }
  return found;
}

async function readScope(
  psb: Pick<PsbAdministration, 'hooks'>,
  scope: HookScope,
  isNeeded: boolean,
): Promise<ScopeHooks> {
  try {
    return { scope, hooks: await psb.hooks(scope) };
  } catch (error) {
    if (!(error instanceof AcquitError && error.code === 'PSB_FORBIDDEN')) throw error;
    if (isNeeded) throw forbidden(scope, error);
    return { scope, hooks: undefined };
  }
}

/** psb.md 2.1 and 4.3: an application may be refused the hooks of the environment and still have those of parties. */
const forbidden = (scope: HookScope, { detail }: AcquitError): AcquitError =>
  new AcquitError(
    'PSB_FORBIDDEN',
    'party' in scope
      ? `PSB does not let this account manage the hooks of ${scope.party}; it needs canManageHook on that party.`
      : 'PSB does not let this account manage the hooks of the environment, which takes the role ApManager. Give each party a hook of its own in the file instead.',
    { detail },
  );
