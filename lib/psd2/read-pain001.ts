import type { HttpResponse } from '../http/http-response.ts';
import { parseDecimal } from '../money/decimal.ts';
import { invalidAnswer } from './bank-call.ts';
import { type Iso20022Element, openIso20022 } from './iso20022-message.ts';
import type { PaymentDetails, TransferDetails } from './payment-held.ts';

/** Reads back a payment that the bank holds as pain.001. Throws an AcquitError BANK_ANSWER_INVALID. */
export function readPain001(response: HttpResponse): PaymentDetails {
  const [payment, second] = openIso20022(response, 'pain.001').all('CstmrCdtTrfInitn/PmtInf');
  if (payment === undefined || second !== undefined) {
    return invalidAnswer('its pain.001 has not exactly one PmtInf');
  }
  const transfers = payment.all('CdtTrfTxInf').map(readTransfer);
  if (transfers.length === 0) return invalidAnswer('its pain.001 holds no transfer');
  return {
    transactionStatus: null,
    debtorIban: payment.text('DbtrAcct/Id/IBAN'),
    // From version 08 the day is one level deeper.
    requestedExecutionDate: payment.text('ReqdExctnDt') ?? payment.text('ReqdExctnDt/Dt'),
    transfers,
  };
}

function readTransfer(transfer: Iso20022Element): TransferDetails {
  const amount = parseDecimal(transfer.text('Amt/InstdAmt') ?? '');
  const currency = transfer.text('Amt/InstdAmt/@Ccy');
  if (amount === undefined || currency === null) {
    return invalidAnswer('its pain.001 has a transfer without an amount');
  }
  return {
    amount,
    currency,
    creditorIban: transfer.text('CdtrAcct/Id/IBAN'),
    creditorName: transfer.text('Cdtr/Nm'),
    endToEndId: transfer.text('PmtId/EndToEndId'),
    remittance: transfer.text('RmtInf/Ustrd'),
  };
}
