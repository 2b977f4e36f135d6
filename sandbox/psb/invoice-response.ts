import * as z from 'zod';

const reasons = [
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
const actions = ['NOA', 'PIN', 'NIN', 'CNF', 'CNP', 'CNA', 'OTH'] as const;

/** The body of POST …/response with the rules that the Peppol message has to pass (psb.md 3.3). */
export const invoiceResponseSchema = z
  .object({
    status: z.enum(['AB', 'IP', 'UQ', 'CA', 'RE', 'AP', 'PD']),
    reasons: z.partialRecord(z.enum(reasons), z.string()).optional(),
    actions: z.partialRecord(z.enum(actions), z.string()).optional(),
    note: z.string().optional(),
  })
  .refine((response) => !['UQ', 'CA', 'RE'].includes(response.status) || hasReason(response), {
    error: 'UQ, CA and RE need a reason',
    path: ['reasons'],
  })
  .refine(({ status, reasons: given }) => given?.PPD === undefined || (status === 'PD' && given.PPD !== ''), {
    error: 'PPD goes with status PD only and must have text',
    path: ['reasons', 'PPD'],
  });

export type InvoiceResponse = z.infer<typeof invoiceResponseSchema>;

const hasReason = (response: { reasons?: object | undefined }) =>
  Object.keys(response.reasons ?? {}).length > 0;
