import { ibansToKeep } from '../payables/plan-renewals.ts';
import type { ConsentAccess } from '../psd2/ais/build-account-consent.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { Errand } from '../storage/ticket-store.ts';

export interface AskedAccessServices {
  readonly bank: Pick<BankClient, 'agreed'>;
  readonly bankName: string;
  readonly consents: Pick<ConsentStore, 'all'>;
}

/**
 * Which accounts an errand asks the bank to open, as its page tells the holder before: those that it names and those of
 * earlier consents, which a new one ends (psd2.md 6.1); or all, or their list, where that was agreed with the bank.
 */
export async function askedAccess(
  { organisation, ibans }: Pick<Extract<Errand, { kind: 'consent' }>, 'organisation' | 'ibans'>,
  { bank, bankName, consents }: AskedAccessServices,
): Promise<ConsentAccess> {
  const model = bank.agreed.consentModel;
  if (model !== 'dedicated') return { model };
  const kept = ibansToKeep(await consents.all(), { bank: bankName, organisation });
  return { model, ibans: [...new Set([...ibans, ...kept])] };
}
