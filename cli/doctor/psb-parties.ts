import { ownParties } from './own-parties.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** Every party of the directory is one of the PSB account: the most common refusal is one that is not (psb.md 6.2). */
export const psbParties: Check = {
  name: 'psb-parties',
  after: ['psb-credentials', 'directory'],
  async run(patient) {
    const own = await ownParties(patient);
    const missing = own.filter(({ atPsb }) => atPsb === undefined).map(({ party }) => party);
    if (missing.length === 0) return ok(`The account has every party of the directory: ${own.length}.`);
    return wrong(
      `The PSB account does not have ${missing.join(', ')}.`,
      'Ask eConnect to add the party to the account, or correct it in the directory and import that again.',
    );
  },
};
