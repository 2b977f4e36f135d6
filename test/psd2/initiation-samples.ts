import { decimal } from '../../lib/money/decimal.ts';
import type { XmlHeader } from '../../lib/psd2/initiation/build-initiation.ts';
import type { BulkInitiation } from '../../lib/psd2/initiation/bulk-initiation.ts';
import type { StandingOrder } from '../../lib/psd2/initiation/standing-order.ts';
import type { PaymentInitiation } from '../../lib/psd2/payment-initiation.ts';

export const debtorIban = 'BE68539007547034';

export const payment: PaymentInitiation = {
  debtorIban,
  creditorIban: 'BE71096123456769',
  creditorName: 'Merchant123',
  amount: decimal('123.50'),
  endToEndIdentification: 'INV20240001',
  remittance: 'INV-2024-0001',
};

export const bulk: BulkInitiation = {
  debtorIban,
  transfers: [
    payment,
    {
      creditorIban: 'NL91ABNA0417164300',
      creditorName: "Drukkerij O'Neill (Gent)",
      creditorBic: 'ABNANL2A',
      amount: decimal('0.01'),
      endToEndIdentification: 'INV20240002',
      remittance: '+++090/9337/55493+++',
    },
  ],
};

export const schedule: StandingOrder = {
  startDate: '2026-12-01',
  endDate: '2027-11-30',
  executionRule: 'following',
  frequency: 'Monthly',
  dayOfExecution: '1',
};

export const xml: XmlHeader = {
  messageId: 'ACQUIT20261120A1',
  createdAt: new Date('2026-11-20T10:00:00.123Z'),
  debtorName: 'Stad Voorbeeld',
  today: '2026-11-20',
};
