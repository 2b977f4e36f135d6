import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What can go wrong at the bank and on the way of the PSU to it and back (psd2.md 3, 4, 8). */
export const bankCodes = {
  BANK_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The bank did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; status reads are tried again, and nothing is sent twice.',
  },
  BANK_RATE_LIMITED: {
    class: 'retry',
    term: null,
    cause: 'The bank asks us to slow down.',
    remedy: 'Nothing to do; Acquit reads less often.',
  },
  BANK_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'The bank refuses our API key, certificate or token.',
    remedy: 'Check the API key, the certificates and the selected products in the portal of the bank.',
  },
  BANK_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'The bank refused the payment because of its content.',
    remedy: 'Read the code of the bank in the finding; pay by hand when it is still owed.',
  },
  BANK_ANSWER_INVALID: {
    class: 'bug',
    term: null,
    cause: 'The bank answered with something that NextGenPSD2 or our allow-list does not permit.',
    remedy: 'Send the X-Request-ID and the time to the bank, and ask whether it has a payment under them.',
  },
  BANK_OUTCOME_UNKNOWN: {
    class: 'hold',
    term: null,
    cause: 'A payment was sent to the bank twice with the same bytes and both answers were lost.',
    remedy: 'Nothing is executed without SCA; start the authorisation again.',
  },
  BANK_PAYMENT_WITHOUT_SCA: {
    class: 'note',
    term: null,
    cause: 'The bank took the payment without asking for its authorisation; it may be executing already.',
    remedy: 'Nothing to authorise: its status is read from the bank. Ask the bank why it asked for no SCA.',
  },
  BANK_PAYMENT_UNFIT: {
    class: 'hold',
    term: null,
    cause: 'A field of the payment does not fit the rules of a SEPA credit transfer; nothing was sent.',
    remedy: 'Pay it by hand and reject the payable; correct the field in the directory for the next invoice.',
  },
  BANK_RESOURCE_UNKNOWN: {
    class: 'retry',
    term: null,
    cause: 'The bank does not know the payment, or not yet.',
    remedy: 'Nothing to do when it was created seconds ago; otherwise ask the bank with the X-Request-ID.',
  },
  BANK_TOKEN_REFUSED: {
    class: 'note',
    term: null,
    cause: 'The bank does not take our token for this payment any more, or takes none yet.',
    remedy: 'Nothing to do; status reads end, and the booked entries of the account decide.',
  },
  BANK_CODE_REFUSED: {
    class: 'note',
    term: null,
    cause: 'The bank gives no token for the code of the redirect: it was used before or is too old.',
    remedy: 'Nothing to do; the status of the payment is read from the bank without it.',
  },
  BANK_PAYMENT_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The bank rejected or cancelled the payment, or the SCA was refused or ran out of time.',
    remedy: 'Start again with acquit payables release when it is still owed.',
  },
  AUTHORISATION_NOT_ALLOWED: {
    class: 'note',
    term: null,
    cause: 'The link to authorise a payment is wrong, used or too old, or the payable is not waiting for it.',
    remedy: 'Ask for a new link with acquit payables authorise.',
  },
  CALLBACK_INVALID: {
    class: 'note',
    term: null,
    cause: 'A redirect from the bank carried no known, unused and unexpired state, or doubled parameters.',
    remedy: 'Nothing to do; the status of the payment is read from the bank itself.',
  },
} as const satisfies Record<string, CatalogueEntry>;
