import { isAccepted, webhookSecrets } from '../../lib/config/webhook-secrets.ts';
import { hookName } from '../../lib/psb/hook-name.ts';
import { shownSecret } from '../../lib/psb/plan-secret.ts';
import { everyHook } from '../../lib/psb/scope-hooks.ts';
import type { Check } from './run-checks.ts';
import { ok, skipped, wrong } from './verdict.ts';
import { leadsToUs } from './webhook.ts';

/** The secret that PSB signs our webhooks with is one that the functions accept. */
export const webhookSignature: Check = {
  name: 'webhook-signature',
  after: ['psb-credentials', 'secret-psb-webhook'],
  async run(patient) {
    const [document, scopes] = await Promise.all([patient.readSecret('psb-webhook'), patient.hooks()]);
    const at = patient.now().getTime();
    const accepted = webhookSecrets(document).filter((one) => isAccepted(one, at));
    const shown = everyHook(scopes)
      .filter(({ hook }) => leadsToUs(patient)(hook))
      .map(({ scope, hook }) => ({ name: hookName(scope, hook.id), secret: shownSecret(hook) }))
      .filter(({ secret }) => secret !== undefined);
    if (shown.length === 0) return skipped('PSB shows no webhook of this stage with its secret.');
    const unknown = shown.filter(({ secret }) => !accepted.some(({ value }) => value === secret));
    if (unknown.length === 0)
      return ok(`The secret store has the secret of ${shown.map(({ name }) => name).join(', ')}.`);
    return wrong(
      `PSB signs with a secret that the secret store does not have: ${unknown.map(({ name }) => name).join(', ')}.`,
      'Every webhook of it is refused. Run acquit hooks sync with your hooks file: it gives the hook a secret that both have.',
    );
  },
};
