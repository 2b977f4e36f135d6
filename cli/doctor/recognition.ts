import { hookCover } from './hook-cover.ts';
import type { Check } from './run-checks.ts';
import { ok } from './verdict.ts';

/** PSB recognises nothing without a hook that says how (psb.md 5.4). */
export const recognition: Check = {
  name: 'recognition',
  after: ['psb-credentials', 'directory'],
  async run(patient) {
    const organisations = await patient.organisations();
    if (!organisations.some(({ recognise }) => recognise)) return ok('No organisation has PDFs recognised.');
    return hookCover(patient, {
      what: 'recognize: hook on RecognizePurchaseInvoice',
      isOne: ({ action }) => /^recognize:/i.test(action.reveal()),
      topics: () => ['RecognizePurchaseInvoice'],
      concerns: ({ organisation }) => organisation.recognise,
    });
  },
};
