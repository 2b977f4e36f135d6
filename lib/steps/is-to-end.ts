import type { Consent } from '../storage/consent-store.ts';

/** Whether somebody wants the consent ended: from then on nothing is done with it but ending it at the bank. */
export const isToEnd = ({ withdrawAskedAt }: Pick<Consent, 'withdrawAskedAt'>): boolean =>
  (withdrawAskedAt ?? null) !== null;
