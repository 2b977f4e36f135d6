import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { FindingCode } from '../../lib/findings/catalogue.ts';
import { sentence } from './failure-verdict.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

const remedies: Partial<Record<FindingCode, string>> = {
  ERP_UNAUTHORISED:
    'Compare clientId and clientSecret in the secret "erp" with those of the service account, and ERP_TOKEN_URL with the token endpoint of the same environment.',
  ERP_UNAVAILABLE:
    'Compare ERP_TOKEN_URL with the address that you were given, and ask the ERP team whether the token host works. Nothing is lost meanwhile; every step is tried again.',
};

/** The ERP gives a token for our credentials. */
export const erpCredentials: Check = {
  name: 'erp-credentials',
  after: ['secret-erp'],
  async run({ erp }) {
    try {
      await (await erp()).tokens.get();
      return ok('The ERP gives a token.');
    } catch (error) {
      const remedy = error instanceof AcquitError ? remedies[error.code] : undefined;
      if (!(error instanceof AcquitError) || remedy === undefined) throw error;
      return wrong(sentence(error.message), remedy);
    }
  },
};
