import type { SecretName } from '../../lib/config/secrets.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** One secret is there and has the right shape. */
export const secret = (name: SecretName): Check => ({
  name: `secret-${name}`,
  after: [],
  async run({ readSecret }) {
    try {
      await readSecret(name);
      return ok('There, and of the right shape.');
    } catch (error) {
      if (!(error instanceof AcquitError)) throw error;
      return wrong(
        error.message,
        `Write the fields that docs/configure.md lists into the secret "${name}", and look whether SECRETS leads to the right stage.`,
      );
    }
  },
});
