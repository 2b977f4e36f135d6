import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { catalogue } from '../findings/catalogue.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { checkPayee } from './check-payee.ts';
import { type ChosenAccount, chooseAccount } from './choose-account.ts';
import type { Organisation, Supplier } from './directory.ts';
import { executionDate } from './execution-date.ts';
import { decidePaymentMeans } from './payment-means.ts';
import type { ProfileKind } from './profile.ts';

export interface HowToPay {
  readonly account: ChosenAccount | null;
  readonly executionDate: IsoDate | null;
  readonly findings: readonly Finding[];
}

/**
 * By which means, to which account, to whom and when (documents.md 8.2 to 8.6). When the means say that there
 * is nothing to transfer, the other questions are not asked.
 */
export function howToPay(
  invoice: Invoice,
  context: {
    profile: ProfileKind;
    organisation: Organisation | null;
    supplier: Supplier | null;
    today: IsoDate;
  },
): HowToPay {
  const means = decidePaymentMeans(invoice, context.profile);
  if (means.findings.some(({ code }) => catalogue[code].class === 'no-payment')) {
    return { account: null, executionDate: null, findings: means.findings };
  }
  const { account, findings } = chooseAccount(means, context.supplier);
  const when = executionDate(invoice, context);
  return {
    account,
    executionDate: when.date,
    findings: [
      ...means.findings,
      ...checkCurrency(invoice),
      ...findings,
      ...checkPayee(invoice, context.supplier),
      ...when.findings,
    ],
  };
}

/** SEPA transfers are in euro; amounts are never converted (documents.md 8.7). */
const checkCurrency = ({ currency }: Invoice): Finding[] =>
  currency === null || currency === 'EUR' ? [] : [finding('CURRENCY_NOT_SUPPORTED', { value: currency })];
