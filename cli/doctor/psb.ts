import { reachable } from './reachable.ts';
import type { Check } from './run-checks.ts';

/** PSB answers. */
export const psb: Check = {
  name: 'psb',
  after: [],
  run: ({ settings: { PSB_URL } }) =>
    reachable({ system: 'PSB', url: `${PSB_URL}/api/v1/me`, setting: 'PSB_URL', outOfOrderFrom: 500 }),
};
