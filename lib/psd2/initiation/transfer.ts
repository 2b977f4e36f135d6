import { type Decimal, round } from '../../money/decimal.ts';
import {
  quoted,
  requireAmount,
  requireBic,
  requireIban,
  requireKey,
  requireText,
  requireThat,
} from './initiation-field.ts';

/** One SEPA credit transfer out of the account of the debtor. */
export interface Transfer {
  readonly creditorIban: string;
  /** The legal name of the account holder: the bank of the payee compares it (psd2.md 10.1.14). */
  readonly creditorName: string;
  readonly creditorBic?: string | undefined;
  /** In euro. */
  readonly amount: Decimal;
  /** Unique per payment: the key by which booked entries are matched (psd2.md 6.5). */
  readonly endToEndIdentification: string;
  readonly remittance: string;
}

/** Holds a transfer to the field rules of psd2.md 4.2. Throws an AcquitError BANK_PAYMENT_UNFIT. */
export function checkTransfer(transfer: Transfer): void {
  requireIban('creditorAccount', transfer.creditorIban);
  requireText('creditorName', transfer.creditorName, 70);
  if (transfer.creditorBic !== undefined) requireBic('creditorAgent', transfer.creditorBic);
  requireText('remittanceInformationUnstructured', transfer.remittance, 140);
  requireKey('endToEndIdentification', transfer.endToEndIdentification);
  requireAmount(transfer.amount);
}

/** The same for several that go together: at least one, and no end-to-end id twice. */
export function checkTransfers(transfers: readonly Transfer[]): void {
  requireThat('payments', transfers.length > 0, {
    rule: 'must hold at least one payment',
    value: '0 payments',
    remedy: 'Select the payables to pay',
  });
  const seen = new Set<string>();
  for (const transfer of transfers) {
    checkTransfer(transfer);
    const { endToEndIdentification: id } = transfer;
    requireThat('endToEndIdentification', !seen.has(id), {
      rule: 'must not come twice in one order',
      value: quoted(id, 40),
      remedy: 'Select every payable once',
    });
    seen.add(id);
  }
}

/** The amount as it is written everywhere: two decimals, a dot, no sign. */
export const amountText = ({ amount }: Transfer): string => round(amount, 2);

/** The fields of a checked transfer in JSON, the core ones only (psd2.md 4.2). */
export const transferJson = (transfer: Transfer): Record<string, unknown> => ({
  creditorName: transfer.creditorName,
  creditorAccount: { iban: transfer.creditorIban },
  ...(transfer.creditorBic === undefined ? {} : { creditorAgent: transfer.creditorBic }),
  endToEndIdentification: transfer.endToEndIdentification,
  remittanceInformationUnstructured: transfer.remittance,
});

export const instructedAmount = (transfer: Transfer): { currency: 'EUR'; amount: string } => ({
  currency: 'EUR',
  amount: amountText(transfer),
});
