export interface ConsentStatusFacts {
  /** The bank lets us use it; a live token is needed as well (psd2.md S6, 6.1). */
  readonly usable: boolean;
  /** The bank will not change it any more: only a new consent with a new SCA helps. */
  readonly final: boolean;
}

const pending: ConsentStatusFacts = { usable: false, final: false };
const ended: ConsentStatusFacts = { usable: false, final: true };

const consentStatuses: Readonly<Record<string, ConsentStatusFacts>> = {
  received: pending,
  partiallyAuthorised: pending,
  valid: { usable: true, final: false },
  rejected: ended,
  revokedByPsu: ended,
  expired: ended,
  terminatedByTpp: ended,
};

/** The facts of a consentStatus (psd2.md 6.1); banks add codes, and one that is not known is never final. */
export const consentStatusFacts = (status: string): ConsentStatusFacts =>
  (Object.hasOwn(consentStatuses, status) ? consentStatuses[status] : undefined) ?? pending;
