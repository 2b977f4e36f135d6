import type { FindingCode } from '../../lib/findings/catalogue.ts';
import { finding } from '../../lib/findings/finding.ts';
import { type InvoiceResponse, responseFingerprint } from '../../lib/payables/invoice-response.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import type { SentResponse } from '../../lib/payables/response-order.ts';
import { samplePayable } from '../storage/sample-payable.ts';

/** A payable of an invoice that was read, of an organisation that answers its suppliers. */
export const answeredPayable = (changes: Partial<Payable> = {}): Payable =>
  samplePayable({
    status: 'HELD',
    organisation: 'ACME',
    responses: 'full',
    document: {
      syntax: 'ubl-invoice',
      number: 'F-2026-118',
      issueDate: '2026-11-01',
      currency: 'EUR',
      payableAmount: '1000.00',
      sellerName: 'Janssen Kantoor B.V.',
      sellerParties: ['0106:87654321'],
      sellerCountry: 'IT',
    },
    ...changes,
  });

/** A finding as it is stored with a payable. */
export const found = (
  code: FindingCode,
  about: { term?: string; value?: string | null } = {},
): Payable['findings'][number] => finding(code, about);

/** A response as the conversation keeps it. */
export const said = (response: InvoiceResponse, revision = 1): SentResponse => ({
  status: response.status,
  revision,
  fingerprint: responseFingerprint(response),
});
