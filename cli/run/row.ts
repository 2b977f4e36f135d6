import { isResting } from '../../lib/payables/lifecycle.ts';
import type { Payable } from '../../lib/payables/payable.ts';

/** What a person sees of one document on its way. */
export interface Row {
  readonly file: string | null;
  readonly documentId: string;
  readonly number: string | null;
  readonly supplier: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** A status of the payable, or SENT while PSB has not announced it yet. */
  readonly status: string;
  /** Who proved that it is paid. */
  readonly paidBy: 'ERP' | 'bank' | null;
  /** The Invoice Responses that the supplier was sent about the document, in their order; once per document. */
  readonly told: readonly string[];
  readonly findings: readonly string[];
  /** From the webhook to its rest, or until now while it moves. */
  readonly seconds: number;
}

/** Makes a row of a payable; `undefined` for a document that did not become one yet. */
export function toRow(
  file: string | null,
  documentId: string,
  payable: Payable | undefined,
  now: number,
): Row {
  if (payable === undefined) {
    const nothing = { number: null, supplier: null, amount: null, currency: null, paidBy: null };
    return { file, documentId, ...nothing, status: 'SENT', told: [], findings: [], seconds: 0 };
  }
  const { document, status, findings, receivedAt, changedAt, bank, part, request } = payable;
  return {
    file,
    documentId,
    number: document?.number ?? null,
    supplier: document?.sellerName ?? null,
    amount: (part === undefined ? document?.payableAmount : request?.amount) ?? null,
    currency: document?.currency ?? null,
    status,
    paidBy: status === 'PAID' ? (bank?.transactionStatus === undefined ? 'ERP' : 'bank') : null,
    told: [],
    findings: findings.map(({ code }) => code),
    seconds: ((isResting(status) ? Date.parse(changedAt) : now) - Date.parse(receivedAt)) / 1000,
  };
}

/** The cells of a row, in the order of `header`. */
export const header = [
  'NUMBER',
  'SUPPLIER',
  'AMOUNT',
  'STATUS',
  'TOLD',
  'SECONDS',
  'FILE',
  'FINDINGS',
] as const;

export const toCells = (row: Row): string[] => [
  shorten(row.number ?? '–', 24),
  shorten(row.supplier ?? '–', 30),
  row.amount === null ? '–' : `${row.amount} ${row.currency ?? ''}`.trim(),
  row.paidBy === null ? row.status : `PAID by ${row.paidBy}`,
  row.told.join(' '),
  row.seconds.toFixed(1),
  row.file ?? '–',
  row.findings.join(', '),
];

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
