import { reachable } from './reachable.ts';
import type { Check } from './run-checks.ts';

/** The ERP answers. */
export const erp: Check = {
  name: 'erp',
  after: [],
  run: ({ settings: { ERP_URL } }) =>
    reachable({
      system: 'The ERP',
      url: `${ERP_URL}/payment-requests`,
      setting: 'ERP_URL',
      outOfOrderFrom: 500,
    }),
};
