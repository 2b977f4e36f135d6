import { createErpClient } from '../../lib/erp/erp-client.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { sentence } from './failure-verdict.ts';
import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** The service account may read the payment requests of every organisation of the directory (erp.md "Authentication"). */
export const erpOrganisations: Check = {
  name: 'erp-organisations',
  after: ['erp', 'erp-credentials', 'directory'],
  async run({ erp, organisations }) {
    const client = createErpClient(await erp());
    const codes = (await organisations()).map(({ shortCode }) => shortCode);
    const refused: string[] = [];
    // One at a time: all clients of the ERP together have 200 requests a second.
    for (const code of codes) {
      try {
        await client.list(code, 1, 1);
      } catch (error) {
        if (!(error instanceof AcquitError)) throw error;
        refused.push(`${code}: ${sentence(error.message)}`);
      }
    }
    if (refused.length === 0) return ok(`The service account may read the requests of ${codes.join(', ')}.`);
    return wrong(
      `The service account cannot read the requests of ${refused.join(' ')}`,
      'Ask the ERP team to give the service account the permissions payables.payment_request.create and .read and to make it a member of the organisation, or correct its short code in the directory.',
    );
  },
};
