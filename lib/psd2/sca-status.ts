export interface ScaStatusFacts {
  /**
   * `confirm` means that the SCA is done and the bank waits for our confirmation call (psd2.md 4.6); `done` is not
   * paid: only a transactionStatus says that.
   */
  readonly level: 'open' | 'confirm' | 'done' | 'failed' | 'unknown';
  /** The bank will not change it any more. */
  readonly final: boolean;
}

const open: ScaStatusFacts = { level: 'open', final: false };
const done: ScaStatusFacts = { level: 'done', final: true };

const scaStatuses: Readonly<Record<string, ScaStatusFacts>> = {
  received: open,
  psuIdentified: open,
  psuAuthenticated: open,
  scaMethodSelected: open,
  started: open,
  unconfirmed: { level: 'confirm', final: false },
  finalised: done,
  exempted: done,
  failed: { level: 'failed', final: true },
};

/** The facts of a scaStatus (psd2.md 4.5); a value that is not known is never final and no error. */
export const scaStatusFacts = (value: string): ScaStatusFacts =>
  (Object.hasOwn(scaStatuses, value) ? scaStatuses[value] : undefined) ?? { level: 'unknown', final: false };
