import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What the ERP can answer to a payment request or a read (erp.md). */
export const erpCodes = {
  ERP_UNAVAILABLE: {
    class: 'retry',
    term: null,
    cause: 'The ERP or its token host did not answer, or answered that it cannot now.',
    remedy: 'Nothing to do; it is tried again no sooner than the ERP asked.',
  },
  ERP_RATE_LIMITED: {
    class: 'retry',
    term: null,
    cause: 'All clients of the ERP together sent more than it takes.',
    remedy: 'Nothing to do; Acquit slows down.',
  },
  ERP_UNAUTHORISED: {
    class: 'configuration',
    term: null,
    cause: 'The ERP refuses our credentials.',
    remedy: 'Check client id and secret of the ERP in the secret store and the token URL.',
  },
  ERP_FORBIDDEN: {
    class: 'configuration',
    term: null,
    cause: 'The service account lacks a permission or is not a member of the organisation.',
    remedy:
      'Give it payables.payment_request.create and .read and membership of the organisation in the ERP.',
  },
  ERP_REFUSED: {
    class: 'hold',
    term: null,
    cause: 'The ERP refused the payment request because of its content.',
    remedy: 'Read the answer of the ERP in the finding; correct the directory or the ERP, then release.',
  },
  ERP_CONFLICT: {
    class: 'hold',
    term: 'external_request_id',
    cause: 'The ERP already has a payment request under this key with other content.',
    remedy: 'Compare both in the ERP; only a person may decide which one is right.',
  },
  ERP_VALIDATION_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The ERP took the payment request but could not validate it.',
    remedy: 'Correct the cause in the ERP; Acquit keeps reading its status and goes on by itself.',
  },
  ERP_PAYMENT_FAILED: {
    class: 'hold',
    term: null,
    cause: 'The ERP gave the payment up for good.',
    remedy: 'Find the cause in the ERP, and pay by hand when it is still owed.',
  },
  ERP_ANSWER_INVALID: {
    class: 'bug',
    term: null,
    cause: 'The ERP answered with something its documentation does not allow.',
    remedy: 'Send the logged status, code and time to the ERP team.',
  },
} as const satisfies Record<string, CatalogueEntry>;
