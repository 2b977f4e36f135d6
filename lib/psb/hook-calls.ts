import * as z from 'zod';
import { type Hook, hookBody, hookSchema } from './hook.ts';
import { parseAnswer } from './parse-answer.ts';
import type { PsbCall } from './psb-call.ts';

/** The hooks of all parties of the environment, which only a manager may touch, or those of one party (psb.md 2.1). */
export type HookScope = { readonly environment: true } | { readonly party: string };

export interface HookCalls {
  /** PSB_FORBIDDEN for the environment means that there are party hooks only (psb.md 4.3). */
  hooks(scope: HookScope): Promise<Hook[]>;
  /** Makes a hook or updates the one with its id; the same again changes nothing. Gives what PSB made of it. */
  putHook(scope: HookScope, hook: Hook): Promise<Hook>;
  /** Also when it is gone already. A hook that is made anew right after may miss events: update it instead. */
  deleteHook(scope: HookScope, hookId: string): Promise<void>;
  /** Has PSB send a test event to the hooks of a party (psb.md 2.7). */
  ping(party: string): Promise<void>;
}

export function createHookCalls(call: PsbCall): HookCalls {
  return {
    async hooks(scope) {
      return parseAnswer(z.array(hookSchema), await call({ method: 'GET', ...at(scope) }));
    },
    async putHook(scope, hook) {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await call({ method: 'PUT', ...at(scope), headers, body: hookBody(hook) });
      return parseAnswer(hookSchema, answer);
    },
    async deleteHook(scope, hookId) {
      const { path, ...rest } = at(scope);
      await call({ method: 'DELETE', ...rest, path: [...path, hookId], answers: [404] });
    },
    async ping(party) {
      const { path, ...rest } = at({ party });
      parseAnswer(z.unknown(), await call({ method: 'GET', ...rest, path: [...path, 'ping'] }));
    },
  };
}

/** PSB may quote an action with its secret in any of its answers (psb.md 2.2). */
const at = (scope: HookScope) =>
  'party' in scope
    ? { path: ['api', 'v1', scope.party, 'hook'], right: 'canManageHook', confidential: true }
    : { path: ['api', 'v1', 'hook'], right: 'the role ApManager', confidential: true };
