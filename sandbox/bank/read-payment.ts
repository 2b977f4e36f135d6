import type { PaymentRecord } from './bank-entry.ts';
import { holdTo, parseJson } from './json-body.ts';
import {
  bulkBodySchema,
  datedBodySchema,
  paymentBodySchema,
  periodicBodySchema,
  standingOrderSchema,
} from './payment-body.ts';
import { readPain001 } from './read-pain001.ts';
import { TppError } from './tpp-error.ts';

type ReadPayment = Pick<PaymentRecord, 'transfers' | 'executionDate' | 'standingOrder' | 'content'>;

interface Form {
  readonly service: string;
  readonly product: string;
  /** Of a body that is a form. */
  readonly parts: ReadonlyMap<string, string> | undefined;
  /** Whether requestedExecutionDate is offered (psd2.md U-17). */
  readonly futureDated: boolean;
  /** The bank's day. */
  readonly today: string;
}

/** Reads the body of a payment of any service and product (psd2.md 4.2). Throws a TppError. */
export function readPayment(bytes: Uint8Array, form: Form): ReadPayment {
  const { service, product, today } = form;
  const isXml = product.startsWith('pain.001-');
  const payment = !isXml
    ? readJson(bytes, form)
    : service === 'periodic-payments'
      ? readParts(form)
      : readXml(new TextDecoder().decode(bytes), form);
  if (service === 'payments' && payment.transfers.length !== 1) {
    throw new TppError(400, 'FORMAT_ERROR', 'A payment has one transfer.');
  }
  const date = payment.executionDate ?? payment.standingOrder?.startDate;
  if (date !== undefined && date < today) {
    throw new TppError(400, 'EXECUTION_DATE_INVALID', 'The day of execution is over.');
  }
  return payment;
}

/** A standing order in XML comes as a form of two parts (psd2.md 4.2). */
function readParts({ parts }: Form): ReadPayment {
  const [content, schedule] = [parts?.get('xml_sct'), parts?.get('json_standingorderType')];
  if (content === undefined || schedule === undefined) {
    throw new TppError(400, 'FORMAT_ERROR', 'The form needs xml_sct and json_standingorderType.');
  }
  const { transfers } = readPain001(content);
  const standingOrder = holdTo(standingOrderSchema, parseJson(Buffer.from(schedule)));
  return { transfers, standingOrder, content };
}

function readXml(content: string, { futureDated, today }: Form): ReadPayment {
  const { transfers, executionDate } = readPain001(content);
  if (!futureDated && executionDate > today) {
    throw new TppError(
      400,
      'EXECUTION_DATE_INVALID',
      'Payments of a later day are not offered.',
      'ReqdExctnDt',
    );
  }
  return { transfers, executionDate, content };
}

function readJson(bytes: Uint8Array, { service, futureDated }: Form): ReadPayment {
  const content = parseJson(bytes);
  if (service === 'bulk-payments') {
    const { debtorAccount, payments, requestedExecutionDate } = holdTo(bulkBodySchema, content);
    const transfers = payments.map((transfer) => ({ debtorAccount, ...transfer }));
    if (!futureDated && requestedExecutionDate !== undefined) throw noDates();
    return { transfers, executionDate: requestedExecutionDate, content };
  }
  if (service === 'periodic-payments') {
    const { startDate, endDate, frequency, executionRule, dayOfExecution, monthsOfExecution, ...transfer } =
      holdTo(periodicBodySchema, content);
    const standingOrder = { startDate, endDate, frequency, executionRule, dayOfExecution, monthsOfExecution };
    return { transfers: [transfer], standingOrder, content };
  }
  if (!futureDated) return { transfers: [holdTo(paymentBodySchema, content)], content };
  const { requestedExecutionDate, ...transfer } = holdTo(datedBodySchema, content);
  return { transfers: [transfer], executionDate: requestedExecutionDate, content };
}

const noDates = () =>
  new TppError(400, 'FORMAT_ERROR', 'A day of execution is not offered.', 'requestedExecutionDate');
