import type { Directory } from '../lib/payables/directory.ts';
import type { SandboxOrganisation } from './erp/organisation.ts';

/** The master data that an ERP has when it knows everybody in the directory. */
export const masterDataOf = ({ organisations, suppliers }: Directory): SandboxOrganisation[] =>
  organisations.map(({ shortCode, ownAccount }) => {
    const ours = suppliers.filter(({ organisation }) => organisation === shortCode);
    return {
      shortCode,
      ownIbans: [ownAccount],
      suppliers: ours.flatMap(({ number, site }) => (site === undefined ? [] : [{ number, sites: [site] }])),
      persons: ours.filter(({ payeeType }) => payeeType === 'PERSON').map(({ number }) => number),
    };
  });
