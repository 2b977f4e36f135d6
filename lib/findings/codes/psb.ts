import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can go wrong with PSB: its webhooks and its API (psb.md 2.5, 4.4). */
export const psbCodes = {
  WEBHOOK_SIGNATURE_INVALID: {
    class: 'configuration',
    term: 'X-EConnect-Signature',
    cause: 'The signature of a webhook is missing, doubled, malformed or made with another secret.',
    remedy:
      'When it came from PSB, compare the secret in the hook action with the configured ones; otherwise it was a stranger, refused.',
  },
  WEBHOOK_UNPARSABLE: {
    class: 'bug',
    term: null,
    cause: 'The body of a signed webhook is not the JSON event that PSB documents.',
    remedy: 'Send the logged event and its time to PSB support.',
  },
  WEBHOOK_TOO_LARGE: {
    class: 'bug',
    term: null,
    cause: 'The body of a webhook is larger than any event PSB documents.',
    remedy: 'Find out who sent it; PSB sends small notifications only.',
  },
  WEBHOOK_STALE: {
    class: 'note',
    term: 'sentOn',
    cause: 'A validly signed webhook was sent outside the allowed time window; it was recorded, not dropped.',
    remedy: 'Check the clock and the delay of PSB; a replay of a known event changes nothing.',
  },
  PSB_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'PSB or its identity server did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; it is tried again. Watch the PSB status page when it lasts.',
  },
  PSB_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'PSB refuses our credentials.',
    remedy: 'Check client id and secret of PSB in the secret store and on the right environment.',
  },
  PSB_FORBIDDEN: {
    class: 'configuration',
    term: null,
    cause: 'The PSB account has no right on this party.',
    remedy: 'Ask eConnect to give the account canReceiveDocument on the party.',
  },
  DOCUMENT_UNAVAILABLE: {
    class: 'hold',
    term: null,
    cause: 'PSB does not have the document: it expired, was deleted, or belongs to another account.',
    remedy: 'Ask PSB support for the document by its id, or the supplier to send it again.',
  },
  PSB_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'PSB refused the call for a reason that trying again does not cure.',
    remedy: 'Read the code and request id in the finding and ask PSB support.',
  },
} as const satisfies Record<string, CatalogueEntry>;
