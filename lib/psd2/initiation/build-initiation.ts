import { multipartForm } from '../../http/multipart-form.ts';
import type { BankSettings, PaymentProduct } from '../bank-settings.ts';
import { buildPaymentInitiation, type PaymentInitiation } from '../payment-initiation.ts';
import { isInstant, isXml, requireProduct } from '../payment-product.ts';
import { buildBulkInitiation, type BulkInitiation } from './bulk-initiation.ts';
import { requireThat } from './initiation-field.ts';
import { buildPeriodicInitiation, type PeriodicInitiation } from './periodic-initiation.ts';
import { standingOrderJson } from './standing-order.ts';
import { type Pain001Header, writePain001 } from './write-pain001.ts';

/** What is to be paid, by payment service (psd2.md 4.1). */
export type InitiationContent =
  | { readonly service: 'payments'; readonly payment: PaymentInitiation }
  | { readonly service: 'bulk-payments'; readonly bulk: BulkInitiation }
  | { readonly service: 'periodic-payments'; readonly periodic: PeriodicInitiation };

/** For the products with `pain.001-` only. */
export type XmlHeader = Omit<Pain001Header, 'executionDate'> & {
  /** The day of the order at the bank, `YYYY-MM-DD`: what XML says where no later day is asked for. */
  readonly today: string;
};

export type InitiationOrder = InitiationContent & { readonly product: string; readonly xml?: XmlHeader };

/** What goes to the bank: stored with its content type, sent and, if need be, sent again. */
export interface BuiltInitiation {
  readonly product: PaymentProduct;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Builds the body of an order for the product that it asks for, in JSON or XML. Pure: the same order gives the same
 * bytes. Throws AcquitErrors: CONFIGURATION_INVALID for a product that is not among the configured ones,
 * BANK_PAYMENT_UNFIT for a field that breaks a rule, and for a later day at a bank that takes none (psd2.md U-17).
 */
export function buildInitiation(
  settings: Pick<BankSettings, 'products' | 'futureDated'>,
  order: InitiationOrder,
): BuiltInitiation {
  const product = { service: order.service, product: order.product };
  requireProduct(settings, product);
  if (!settings.futureDated) refuseLaterDay(laterDayOf(order));
  return { product, ...(isXml(product) ? buildXml(order, isInstant(product)) : buildJson(order)) };
}

type Built = Omit<BuiltInitiation, 'product'>;

function buildJson(order: InitiationOrder): Built {
  const contentType = 'application/json';
  switch (order.service) {
    case 'payments':
      return { contentType, bytes: buildPaymentInitiation(order.payment) };
    case 'bulk-payments':
      return { contentType, bytes: buildBulkInitiation(order.bulk) };
    case 'periodic-payments':
      return { contentType, bytes: buildPeriodicInitiation(order.periodic) };
  }
}

function buildXml(order: InitiationOrder, instant: boolean): Built {
  if (order.xml === undefined) throw new TypeError('An order in XML needs its header.');
  const { today, ...header } = order.xml;
  const message = { ...header, instant, executionDate: laterDayOf(order) ?? today };
  const contentType = 'application/xml';
  switch (order.service) {
    case 'payments': {
      const { debtorIban } = order.payment;
      return { contentType, bytes: writePain001({ ...message, debtorIban, transfers: [order.payment] }) };
    }
    case 'bulk-payments':
      return { contentType, bytes: writePain001({ ...message, ...order.bulk }) };
    case 'periodic-payments': {
      const { schedule, ...payment } = order.periodic;
      const { debtorIban } = payment;
      const standingOrder = Buffer.from(JSON.stringify(standingOrderJson(schedule)));
      const xml = writePain001({
        ...message,
        executionDate: schedule.startDate,
        debtorIban,
        transfers: [payment],
      });
      const form = multipartForm([
        { name: 'xml_sct', contentType: 'application/xml', bytes: xml },
        { name: 'json_standingorderType', contentType: 'application/json', bytes: standingOrder },
      ]);
      return { contentType: form.contentType, bytes: form.body };
    }
  }
}

/** The day that was asked for; a periodic payment has a schedule of its own. */
function laterDayOf(order: InitiationOrder): string | undefined {
  if (order.service === 'payments') return order.payment.requestedExecutionDate;
  return order.service === 'bulk-payments' ? order.bulk.requestedExecutionDate : undefined;
}

function refuseLaterDay(day: string | undefined): void {
  requireThat('requestedExecutionDate', day === undefined, {
    rule: 'must be absent: the bank is not configured for future-dated payments',
    value: day ?? '',
    remedy: 'Start the payment on the day itself, or ask the bank whether it takes a later day',
  });
}
