import { responseTopics } from '../../lib/psb/response-outcome.ts';
import type { Hook } from '../../lib/psb/hook.ts';
import { addressOf } from '../../lib/psb/plan-hooks.ts';
import type { Patient } from './connect-patient.ts';
import { hookCover } from './hook-cover.ts';
import type { Check } from './run-checks.ts';

/** PSB tells us of every party's invoices and, where suppliers get responses, what became of those (psb.md 2.3). */
export const webhook: Check = {
  name: 'webhook',
  after: ['psb-credentials', 'directory'],
  run: (patient) =>
    hookCover(patient, {
      what: `webhook to ${webhookUrl(patient)}`,
      isOne: leadsToUs(patient),
      topics: ({ organisation: { responses } }) => [
        'InvoiceReceived',
        'InvoiceReceivedError',
        ...(responses === 'off' ? [] : responseTopics),
      ],
    }),
};

const webhookUrl = ({ settings }: Patient): string => `${settings.PUBLIC_URL}/psb/webhook`;

/** Whether a hook is a webhook to the address of this stage. */
export function leadsToUs(patient: Patient): (hook: Hook) => boolean {
  const ours = addressOf(webhookUrl(patient));
  return ({ action }) => addressOf(action.reveal()) === ours;
}
