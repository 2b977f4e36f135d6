/** The life of a payable (design.md 4): every status, and every move that is legal. The store refuses others. */

export const statuses = [
  'RECEIVED',
  'HELD',
  'READY',
  'SUBMITTED',
  'PAYMENT_BUILT',
  'AUTHORISING',
  'INITIATED',
  'PAID',
  'NOT_PAYABLE',
  'DUPLICATE',
  'REJECTED',
  'FAILED',
] as const;

export type Status = (typeof statuses)[number];

const moves: Readonly<Record<Status, readonly Status[]>> = {
  // process-document decides
  RECEIVED: ['HELD', 'READY', 'NOT_PAYABLE', 'DUPLICATE', 'REJECTED'],
  // a person releases or rejects; the ERP goes on by itself after a person cured a validation error there;
  // PSB announces the invoice that it recognised in a PDF, which goes on instead of the PDF
  HELD: ['RECEIVED', 'REJECTED', 'SUBMITTED', 'NOT_PAYABLE'],
  // submit-payment-request
  READY: ['SUBMITTED', 'HELD'],
  // poll-statuses mirrors the ERP
  SUBMITTED: ['PAYMENT_BUILT', 'PAID', 'HELD', 'FAILED'],
  // start-authorisation, or the ERP's own news
  // or back, when somebody has the ERP itself instruct the payment
  PAYMENT_BUILT: ['AUTHORISING', 'SUBMITTED', 'PAID', 'HELD', 'FAILED'],
  // the bank's word after SCA; back when the bank refused to create the payment
  AUTHORISING: ['INITIATED', 'PAID', 'FAILED', 'PAYMENT_BUILT'],
  INITIATED: ['PAID', 'FAILED'],
  // reconciliation, when the money came back (psd2.md 6.5)
  PAID: ['FAILED'],
  NOT_PAYABLE: [],
  // a person, when the invoice that it repeats was rejected
  DUPLICATE: ['RECEIVED'],
  REJECTED: [],
  // a person starts the payment again, or gives it up
  FAILED: ['PAYMENT_BUILT', 'REJECTED'],
};

/** Whether a payable may go from one status to another; staying where it is is always legal. */
export const isLegalMove = (from: Status, to: Status): boolean => from === to || moves[from].includes(to);

const resting: ReadonlySet<Status> = new Set([
  'HELD',
  'PAID',
  'NOT_PAYABLE',
  'DUPLICATE',
  'REJECTED',
  'FAILED',
]);

/** Whether nothing moves any more unless a person, or the ERP after a person, acts. */
export const isResting = (status: Status): boolean => resting.has(status);
