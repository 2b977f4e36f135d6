import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { FindingCode } from '../../lib/findings/catalogue.ts';
import { sentence } from './failure-verdict.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

const remedies: Partial<Record<FindingCode, string>> = {
  PSB_UNAUTHORISED:
    'Compare clientId and clientSecret in the secret "psb" (and username and password, when it has them) with those from eConnect. Acceptance and production each have their own.',
  PSB_FORBIDDEN:
    'Compare subscriptionKey in the secret "psb" with the one from eConnect, or ask eConnect why the account is refused.',
  PSB_UNAVAILABLE:
    'Compare PSB_IDENTITY_URL with docs/configure.md and look at the status page of PSB. Nothing is lost meanwhile; every step is tried again.',
};

/** PSB gives a token for our credentials and knows the account behind it. */
export const psbCredentials: Check = {
  name: 'psb-credentials',
  after: ['psb', 'secret-psb'],
  async run({ psb, readSecret }) {
    const { username } = await readSecret('psb');
    try {
      await (await psb()).me();
    } catch (error) {
      const remedy = error instanceof AcquitError ? remedies[error.code] : undefined;
      if (!(error instanceof AcquitError) || remedy === undefined) throw error;
      return wrong(sentence(error.message), remedy);
    }
    return ok(
      `PSB gives a token ${username === undefined ? 'to the application' : 'to the user of the secret'} and knows the account.`,
    );
  },
};
