import { isAccepted, webhookSecrets as secretsOf } from '../../lib/config/webhook-secrets.ts';
import type { WebhookSecret } from '../../lib/config/secrets.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

const dayMs = 86_400_000;
const oldDays = 365;

/** Some secret of webhooks is valid, and none that is has been in use for more than a year. */
export const webhookSecrets: Check = {
  name: 'webhook-secrets',
  after: ['secret-psb-webhook'],
  async run({ readSecret, now }) {
    const at = now().getTime();
    const all = secretsOf(await readSecret('psb-webhook'));
    const accepted = all.filter((one) => isAccepted(one, at));
    if (accepted.length === 0) {
      return wrong(
        'No secret of a webhook is valid, so every webhook is refused.',
        'Run acquit hooks sync with your hooks file (docs/hooks.md): it makes one and puts it at PSB.',
      );
    }
    // One that was rotated away is on its way out, however old it is.
    const old = accepted.filter((one) => one.until === undefined && (ageDays(one, at) ?? 0) > oldDays);
    if (old.length > 0) {
      const ages = old.map((one) => `${one.hook ?? 'one put there by hand'} (${ageDays(one, at)} days)`);
      return wrong(
        `Older than a year: the secret of ${ages.join(', ')}.`,
        'Run acquit hooks sync --rotate with your hooks file; no webhook is refused meanwhile (docs/hooks.md).',
      );
    }
    const undated = accepted.filter((one) => one.since === undefined).length;
    const ended = all.length - accepted.length;
    return ok(
      [
        `Valid: ${accepted.length}.`,
        ...(undated === 0 ? [] : [`Put there by hand, so that their age is not known: ${undated}.`]),
        ...(ended === 0 ? [] : [`Ended: ${ended}, which the next acquit hooks sync takes out.`]),
      ].join(' '),
    );
  },
};

/** Undefined for one that somebody put there by hand. */
const ageDays = ({ since }: WebhookSecret, at: number): number | undefined =>
  since === undefined ? undefined : Math.floor((at - Date.parse(since)) / dayMs);
