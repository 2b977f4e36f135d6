import { describe, expect, test } from 'vitest';
import { askedResponseFaults } from '../../lib/payables/asked-response.ts';
import {
  type InvoiceResponse,
  type ResponseStatus,
  responseStatuses,
} from '../../lib/payables/invoice-response.ts';
import { type Status, statuses } from '../../lib/payables/lifecycle.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { answeredPayable, found, said } from './answered-payable.ts';

const asked: Readonly<Record<ResponseStatus, InvoiceResponse>> = {
  AB: { status: 'AB' },
  IP: { status: 'IP' },
  UQ: { status: 'UQ', reasons: { PAY: 'When is it due?' } },
  CA: { status: 'CA', reasons: { DEL: 'When all is delivered.' } },
  RE: { status: 'RE', reasons: { QUA: 'Damaged.' } },
  AP: { status: 'AP' },
  PD: { status: 'PD' },
};
const ab = said(asked.AB);
const ap = said(asked.AP);
const name = '0106:27318465/3f0c8c1e-0000-4000-8000-000000000001';

describe('a response that a person asks for', () => {
  /** Which statuses a person may send of a payable, when AB was sent (and AP, before PD). */
  const may: Readonly<Record<Status, string>> = {
    RECEIVED: 'IP',
    HELD: 'IP UQ CA',
    READY: 'IP',
    SUBMITTED: 'IP',
    PAYMENT_BUILT: 'IP AP',
    AUTHORISING: 'IP AP',
    INITIATED: 'IP AP',
    PAID: 'AP PD',
    NOT_PAYABLE: '',
    DUPLICATE: 'UQ RE',
    REJECTED: 'RE',
    FAILED: 'UQ',
  };
  test.each(statuses)('about an invoice that is %s is one that is true of it', (status) => {
    const allowed = responseStatuses.filter((one) => {
      if (one === 'AB') return false;
      const sent = one === 'PD' ? [ab, ap] : [ab];
      return askedResponseFaults([answeredPayable({ status })], sent, asked[one]).length === 0;
    });
    expect(allowed.join(' ')).toBe(may[status]);
    expect(askedResponseFaults([answeredPayable({ status })], [], asked.AB)).toEqual([]);
  });

  test('is AP once the ERP says READY_FOR_PAYMENT, or when nothing is to be paid', () => {
    const at = (intakeStatus: string) =>
      answeredPayable({ status: 'SUBMITTED', erp: { id: 'e', intakeStatus } });
    expect(askedResponseFaults([at('READY_FOR_PAYMENT')], [ab], asked.AP)).toEqual([]);
    expect(askedResponseFaults([at('PENDING_VALIDATION')], [ab], asked.AP)).toEqual([
      `AP needs READY_FOR_PAYMENT at the ERP, or an invoice that is accepted with nothing to pay; ${name} is SUBMITTED, PENDING_VALIDATION.`,
    ]);
    const nothing = (code: 'CREDIT_NOTE' | 'NOT_A_CLAIM') =>
      answeredPayable({ status: 'NOT_PAYABLE', findings: [found(code)] });
    expect(askedResponseFaults([nothing('CREDIT_NOTE')], [ab], asked.AP)).toEqual([]);
    expect(askedResponseFaults([nothing('NOT_A_CLAIM')], [ab], asked.AP)).toHaveLength(1);
  });

  test('brings its AB with it when it is the first', () => {
    expect(askedResponseFaults([answeredPayable()], [], asked.UQ)).toEqual([]);
    expect(askedResponseFaults([answeredPayable({ status: 'PAID' })], [], asked.AP)).toEqual([]);
    expect(askedResponseFaults([answeredPayable({ status: 'PAID' })], [], asked.PD)).toEqual([
      'PD may only follow AP.',
    ]);
  });

  test('keeps the order', () => {
    expect(askedResponseFaults([answeredPayable()], [ab], asked.AB)).toEqual(['AB was sent before.']);
    expect(askedResponseFaults([answeredPayable({ status: 'REJECTED' })], [ab, ap], asked.RE)).toEqual([
      'AP was sent, so that RE may not follow any more.',
    ]);
    expect(askedResponseFaults([answeredPayable()], [ab, said(asked.RE)], asked.UQ)).toEqual([
      'RE was sent, and nothing may follow it.',
    ]);
  });

  test('is no question that was asked in the same words', () => {
    expect(askedResponseFaults([answeredPayable()], [ab, said(asked.UQ)], asked.UQ)).toEqual([
      'This question was asked before in the same words.',
    ]);
    const other: InvoiceResponse = { status: 'UQ', reasons: { PAY: 'When is it due? Please!' } };
    expect(askedResponseFaults([answeredPayable()], [ab, said(asked.UQ)], other)).toEqual([]);
  });

  test('says in words what is in its way', () => {
    expect(askedResponseFaults([answeredPayable({ status: 'SUBMITTED' })], [ab], asked.UQ)).toEqual([
      'UQ asks about what waits for a person, and nothing of this document is HELD, DUPLICATE or FAILED.',
    ]);
    expect(askedResponseFaults([answeredPayable({ status: 'SUBMITTED' })], [ab], asked.RE)).toEqual([
      `RE needs REJECTED or DUPLICATE, and ${name} is SUBMITTED.`,
    ]);
    expect(askedResponseFaults([answeredPayable({ status: 'INITIATED' })], [ab, ap], asked.PD)).toEqual([
      'PD needs the proof of payment: not everything is PAID.',
    ]);
  });

  test('needs an invoice that a supplier sent', () => {
    expect(askedResponseFaults([], [], asked.AB)).toEqual(['Nothing is known of this document.']);
    const { document: _unread, ...unread } = answeredPayable({ status: 'REJECTED' });
    expect(askedResponseFaults([unread], [], asked.RE)).toEqual([
      'The document was not read as an invoice: there is no invoice number to answer about.',
    ]);
    const ours = answeredPayable({ status: 'NOT_PAYABLE', findings: [found('SELF_BILLED')] });
    expect(askedResponseFaults([ours], [], asked.AB)).toEqual([
      'The document is self-billed: the customer wrote it, and no supplier waits for an answer.',
    ]);
  });

  test('follows neither the policy nor the findings: a person knows more', () => {
    const { responses: _off, ...silent } = answeredPayable({
      status: 'REJECTED',
      findings: [found('PAYMENT_SLIP')],
    });
    expect(askedResponseFaults([silent], [], asked.RE)).toEqual([]);
  });
});

describe('a response that a person asks for about an amount in parts', () => {
  const parts = (...all: Status[]): Payable[] =>
    all.map((status, index) => answeredPayable({ status, part: index + 1, documentId: `doc.p${index + 1}` }));
  const inPart: InvoiceResponse = { status: 'PD', reasons: { PPD: '800.00 EUR' } };

  test('is PD with PPD when some parts are paid and the others rejected, and only then', () => {
    expect(askedResponseFaults(parts('PAID', 'REJECTED'), [ab], asked.AP)).toEqual([]);
    expect(askedResponseFaults(parts('PAID', 'REJECTED'), [ab, ap], inPart)).toEqual([]);
    expect(askedResponseFaults(parts('PAID', 'REJECTED'), [ab, ap], asked.PD)).toEqual([
      'Only a part is PAID: PD needs the reason PPD with a text that says what was paid.',
    ]);
    expect(askedResponseFaults(parts('PAID', 'PAID'), [ab, ap], inPart)).toEqual([
      'All is PAID, so that the reason PPD (partly paid) is wrong.',
    ]);
    expect(askedResponseFaults(parts('PAID', 'FAILED'), [ab, ap], inPart)).toEqual([
      'PD needs the proof of payment: not everything is PAID.',
    ]);
  });

  test('is RE only when all of it is rejected, and CA only while all of it is held', () => {
    expect(askedResponseFaults(parts('REJECTED', 'DUPLICATE'), [ab], asked.RE)).toEqual([]);
    expect(askedResponseFaults(parts('REJECTED', 'PAID'), [ab], asked.RE)).toEqual([
      'RE needs REJECTED or DUPLICATE, and 0106:27318465/doc.p2 is PAID.',
    ]);
    expect(askedResponseFaults(parts('HELD', 'READY'), [ab], asked.CA)).toHaveLength(1);
    expect(askedResponseFaults(parts('HELD', 'READY'), [ab], asked.UQ)).toEqual([]);
  });
});
