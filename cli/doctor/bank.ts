import { reachable } from './reachable.ts';
import type { Check } from './run-checks.ts';
import { skipped } from './verdict.ts';

/** The bank and its token host answer, whatever they say: without a payment there is nothing to ask them. */
export const bank: Check = {
  name: 'bank',
  after: ['directory'],
  async run({ settings: { BANK_URL, BANK_TOKEN_URL }, organisations }) {
    const paysAtBank = (await organisations()).some(({ settlement }) => settlement === 'psd2');
    if (!paysAtBank) return skipped('No organisation pays over PSD2.');
    const api = { system: 'The bank', url: BANK_URL, setting: 'BANK_URL', outOfOrderFrom: 1000 };
    const verdict = await reachable(api);
    if (verdict.state !== 'ok' || new URL(BANK_TOKEN_URL).host === new URL(BANK_URL).host) return verdict;
    return reachable({ ...api, url: BANK_TOKEN_URL, setting: 'BANK_TOKEN_URL' });
  },
};
