import { type Decimal, round, sum } from '../../money/decimal.ts';
import { requireBic, requireDay, requireIban, requireKey, requireText } from './initiation-field.ts';
import { amountText, checkTransfers, type Transfer } from './transfer.ts';

/** What a pain.001 says beyond its transfers. */
export interface Pain001Header {
  /** Unique for us for ever: A-Z and 0-9, at most 35; the payment information has it too. */
  readonly messageId: string;
  readonly createdAt: Date;
  /** The PSU's legal name: mandatory in XML, absent in JSON. */
  readonly debtorName: string;
  readonly debtorBic?: string | undefined;
  /** Mandatory in XML, `YYYY-MM-DD`: the day of the order unless the bank takes future-dated payments. */
  readonly executionDate: string;
}

export interface Pain001 extends Pain001Header {
  readonly debtorIban: string;
  readonly transfers: readonly Transfer[];
  /** SCT Inst instead of SCT. */
  readonly instant: boolean;
  readonly batchBookingPreferred?: boolean | undefined;
}

/**
 * Writes a pain.001.001.03 for SEPA credit transfers by the rules of the EPC (psd2.md 4.2): one payment information,
 * exact count and control sum at both levels, charges shared (SLEV), euro only. The same order always gives the same
 * bytes. Throws an AcquitError BANK_PAYMENT_UNFIT.
 */
export function writePain001(order: Pain001): Uint8Array {
  requireKey('messageId', order.messageId);
  requireText('debtorName', order.debtorName, 70);
  requireIban('debtorAccount', order.debtorIban);
  if (order.debtorBic !== undefined) requireBic('debtorAgent', order.debtorBic);
  requireDay('requestedExecutionDate', order.executionDate);
  checkTransfers(order.transfers);
  const document = element(
    'Document',
    [element('CstmrCdtTrfInitn', [groupHeader(order), paymentInformation(order)])],
    'xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"',
  );
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`);
}

const groupHeader = (order: Pain001): string =>
  element('GrpHdr', [
    text('MsgId', order.messageId),
    // Without parts of a second: some schemas of banks take none.
    text('CreDtTm', `${order.createdAt.toISOString().slice(0, 19)}Z`),
    ...totals(order.transfers),
    element('InitgPty', [text('Nm', order.debtorName)]),
  ]);

/** In the order of the schema. */
const paymentInformation = (order: Pain001): string =>
  element('PmtInf', [
    text('PmtInfId', order.messageId),
    text('PmtMtd', 'TRF'),
    ...(order.batchBookingPreferred === undefined
      ? []
      : [text('BtchBookg', String(order.batchBookingPreferred))]),
    ...totals(order.transfers),
    element('PmtTpInf', [
      element('SvcLvl', [text('Cd', 'SEPA')]),
      ...(order.instant ? [element('LclInstrm', [text('Cd', 'INST')])] : []),
    ]),
    text('ReqdExctnDt', order.executionDate),
    element('Dbtr', [text('Nm', order.debtorName)]),
    account('DbtrAcct', order.debtorIban),
    element('DbtrAgt', [element('FinInstnId', [debtorAgent(order)])]),
    text('ChrgBr', 'SLEV'),
    ...order.transfers.map(creditTransfer),
  ]);

/** The schema wants an agent of the debtor; the bank we send to knows itself (EPC: NOTPROVIDED). */
const debtorAgent = ({ debtorBic }: Pain001): string =>
  debtorBic === undefined ? element('Othr', [text('Id', 'NOTPROVIDED')]) : text('BIC', debtorBic);

const creditTransfer = (transfer: Transfer): string =>
  element('CdtTrfTxInf', [
    element('PmtId', [text('EndToEndId', transfer.endToEndIdentification)]),
    element('Amt', [element('InstdAmt', [amountText(transfer)], 'Ccy="EUR"')]),
    ...(transfer.creditorBic === undefined
      ? []
      : [element('CdtrAgt', [element('FinInstnId', [text('BIC', transfer.creditorBic)])])]),
    element('Cdtr', [text('Nm', transfer.creditorName)]),
    account('CdtrAcct', transfer.creditorIban),
    element('RmtInf', [text('Ustrd', transfer.remittance)]),
  ]);

const totals = (transfers: readonly Transfer[]): string[] => [
  text('NbOfTxs', String(transfers.length)),
  text('CtrlSum', controlSum(transfers)),
];

/** Of the amounts as they are written. */
const controlSum = (transfers: readonly Transfer[]): Decimal =>
  round(sum(transfers.map(({ amount }) => round(amount, 2))), 2);

const account = (name: string, iban: string): string => element(name, [element('Id', [text('IBAN', iban)])]);

const element = (name: string, content: readonly string[], attributes = ''): string =>
  `<${name}${attributes === '' ? '' : ` ${attributes}`}>${content.join('')}</${name}>`;

/** All texts are held to characters that need no escape but for the apostrophe, which needs none in a text. */
const text = (name: string, value: string): string => element(name, [value]);
