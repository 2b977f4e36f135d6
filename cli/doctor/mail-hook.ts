import { hookCover } from './hook-cover.ts';
import type { Check } from './run-checks.ts';

/** PSB tells by mail alone that a webhook fails (psb.md 2.3, 2.8). */
export const mailHook: Check = {
  name: 'mail-hook',
  after: ['psb-credentials', 'directory'],
  run: (patient) =>
    hookCover(patient, {
      what: 'mail hook that tells when a webhook fails',
      isOne: ({ action }) => /^mailto:/i.test(action.reveal()),
      topics: () => ['HookSentRetry', 'HookSentError'],
    }),
};
