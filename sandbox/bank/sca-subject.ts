import type { BankContext } from './bank-context.ts';
import type { StandingOrder } from './payment-body.ts';
import type { PaymentBody } from './payment-body.ts';
import type { StoredAuthorisation, StoredConsent, StoredPayment, StoredResource } from './stored.ts';

/** What the PSU decides on. */
export type ScaSubject =
  | {
      readonly kind: 'payments' | 'cancellation';
      readonly transfers: readonly PaymentBody[];
      readonly executionDate: string | undefined;
      readonly standingOrder: StandingOrder | undefined;
    }
  | {
      readonly kind: 'consent';
      readonly access: StoredConsent['access'];
      readonly recurring: boolean;
      readonly validUntil: string;
    }
  | { readonly kind: 'funds'; readonly iban: string; readonly registration: string | undefined };

/** What an authorisation is about: of a basket all of its payments (psd2.md 5). */
export function subjectOf(
  resource: StoredResource,
  { purpose }: Pick<StoredAuthorisation, 'purpose'>,
  { state }: Pick<BankContext, 'state'>,
): ScaSubject {
  switch (resource.kind) {
    case 'consent': {
      const { access, recurring, validUntil } = resource;
      return { kind: 'consent', access, recurring, validUntil };
    }
    case 'funds':
      return { kind: 'funds', iban: resource.iban, registration: resource.registration };
    case 'payment': {
      const { transfers, executionDate, standingOrder } = resource;
      const kind = purpose === 'cancel' ? 'cancellation' : 'payments';
      return { kind, transfers, executionDate, standingOrder };
    }
    case 'basket': {
      const transfers = paymentsOf(resource, state).flatMap((payment) => payment.transfers);
      return { kind: 'payments', transfers, executionDate: undefined, standingOrder: undefined };
    }
  }
}

/** The payments that one SCA sets going. */
export function paymentsOf(resource: StoredResource, state: BankContext['state']): StoredPayment[] {
  if (resource.kind === 'payment') return [resource];
  if (resource.kind !== 'basket') return [];
  const members = resource.paymentIds.map((id) => state.resources.get(id));
  return members.filter((one) => one?.kind === 'payment').filter(({ decision }) => decision === 'none');
}

/** The accounts that must be the PSU's. */
export function ibansOf(subject: ScaSubject): string[] {
  if (subject.kind === 'consent') return subject.access.accounts;
  if (subject.kind === 'funds') return [subject.iban];
  return [...new Set(subject.transfers.map(({ debtorAccount }) => debtorAccount.iban))];
}
