import { createHash } from 'node:crypto';
import * as z from 'zod';

/** What an Invoice Response can say (psb.md 3.3), in the usual order. */
export const responseStatuses = ['AB', 'IP', 'UQ', 'CA', 'RE', 'AP', 'PD'] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

/** Why: references, legal information, receiver, … finance, paid in part, other. */
export const reasonCodes = [
  'NON',
  'REF',
  'LEG',
  'REC',
  'QUA',
  'DEL',
  'PRI',
  'QTY',
  'ITM',
  'PAY',
  'UNR',
  'FIN',
  'PPD',
  'OTH',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What the supplier is to do: nothing, provide information, send a new invoice, credit it, repay, other. */
export const actionCodes = ['NOA', 'PIN', 'NIN', 'CNF', 'CNP', 'CNA', 'OTH'] as const;
export type ActionCode = (typeof actionCodes)[number];

/** The body of PSB's response call: codes with a text each, which may be empty, and a note on the whole. */
export const invoiceResponseSchema = z.strictObject({
  status: z.enum(responseStatuses),
  reasons: z.partialRecord(z.enum(reasonCodes), z.string()).optional(),
  actions: z.partialRecord(z.enum(actionCodes), z.string()).optional(),
  note: z.string().optional(),
});
export type InvoiceResponse = z.infer<typeof invoiceResponseSchema>;

/** Neither PSB nor Peppol names a limit; what is longer than this no person reads in a status message. */
export const longestResponseText = 1000;

/**
 * Every rule that a response breaks by itself, as a sentence each; empty when it may be sent. The rules of Peppol's
 * message (T111, psb.md 3.3) are checked here, because PSB tells of them only after it took the call.
 */
export function responseFaults(response: InvoiceResponse): string[] {
  return [...reasonFaults(response), ...textFaults(response)];
}

const needsReason: ReadonlySet<ResponseStatus> = new Set(['UQ', 'CA', 'RE']);

function reasonFaults({ status, reasons = {}, actions = {} }: InvoiceResponse): string[] {
  const hasReason = Object.keys(reasons).some((code) => code !== 'NON');
  return [
    ...(needsReason.has(status) && !hasReason ? [`${status} needs a reason, and NON is none.`] : []),
    ...(isBlank(reasons.OTH) ? ['The reason OTH needs a text that says what it is.'] : []),
    ...(isBlank(actions.OTH) ? ['The action OTH needs a text that says what it is.'] : []),
    ...(isBlank(reasons.PPD) ? ['The reason PPD (partly paid) needs a text that says what was paid.'] : []),
    ...(reasons.PPD !== undefined && status !== 'PD'
      ? [`The reason PPD (partly paid) goes with PD only, not with ${status}.`]
      : []),
  ];
}

const isBlank = (text: string | undefined): boolean => text?.trim() === '';

function textFaults({ reasons = {}, actions = {}, note }: InvoiceResponse): string[] {
  const texts = [
    ...Object.entries(reasons).map(([code, text]) => [`text of the reason ${code}`, text] as const),
    ...Object.entries(actions).map(([code, text]) => [`text of the action ${code}`, text] as const),
    ...(note === undefined ? [] : [['note', note] as const]),
  ];
  return [
    ...(isBlank(note) ? ['The note is empty: leave it out.'] : []),
    ...texts
      .filter(([, text]) => text.length > longestResponseText)
      .map(([name]) => `The ${name} is longer than ${longestResponseText} characters.`),
    ...texts
      .filter(([, text]) => notInXml.test(text))
      .map(([name]) => `The ${name} has characters that no XML message can carry.`),
  ];
}

/** PSB writes the response as XML 1.0: no control characters but tab and line ends, no half characters. */
const notInXml = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/u;

/** The hash (SHA-256, hex) of the body as it is sent: two responses with the same one say the same. */
export const responseFingerprint = (response: InvoiceResponse): string =>
  createHash('sha256').update(JSON.stringify(response)).digest('hex');
