import type {
  StoredAuthorisation,
  StoredBasket,
  StoredConsent,
  StoredPayment,
  StoredResource,
} from './stored.ts';

/** What a decision of the PSU, or the lack of a need for one, does to the resources. */
export function createDecisions(resources: ReadonlyMap<string, StoredResource>) {
  const membersOf = (basket: StoredBasket): StoredPayment[] =>
    basket.paymentIds.map((id) => resources.get(id)).filter((one) => one?.kind === 'payment');

  function execute(payment: StoredPayment, at: Date, failed: readonly number[]): void {
    const date = payment.executionDate ?? payment.standingOrder?.startDate;
    const earliest = date === undefined ? 0 : Date.parse(`${date}T00:00:00Z`);
    payment.decision = 'approved';
    payment.approvedAt = at;
    payment.runsFrom = new Date(Math.max(at.getTime(), earliest));
    payment.failed = failed;
  }

  /** A newly authorised recurring consent ends the earlier ones of the same PSU (psd2.md 6.1). */
  function replaceOlder(consent: StoredConsent): void {
    if (!consent.recurring) return;
    for (const other of resources.values()) {
      if (other.kind !== 'consent' || other === consent || !other.recurring) continue;
      const shared = other.holders.some((holder) => consent.holders.includes(holder));
      if (shared && other.decision === 'approved') other.decision = 'replaced';
    }
  }

  return {
    /** Binds the payments to the basket that is to be authorised for them. */
    gather(basket: StoredBasket): void {
      for (const payment of membersOf(basket)) payment.basketId = basket.id;
    },
    /** The PSU gets his time anew with each authorisation. */
    wait(resourceId: string, since: Date): void {
      const resource = resources.get(resourceId);
      if (resource === undefined) return;
      resource.waitsSince = since;
      if (resource.kind === 'basket') for (const payment of membersOf(resource)) payment.waitsSince = since;
    },
    exempt(resourceId: string, at: Date): void {
      const payment = resources.get(resourceId);
      if (payment?.kind !== 'payment') return;
      execute(payment, at, []);
      payment.decision = 'exempted';
    },
    approve({ resourceId, purpose, failed }: StoredAuthorisation, at: Date): void {
      const resource = resources.get(resourceId);
      if (resource === undefined) return;
      if (purpose === 'cancel') {
        resource.decision = 'withdrawn';
        return;
      }
      const payments =
        resource.kind === 'payment' ? [resource] : resource.kind === 'basket' ? membersOf(resource) : [];
      for (const payment of payments) {
        // What was taken out of the basket meanwhile does not run.
        if (payment.decision === 'none') execute(payment, at, failed[payment.id] ?? []);
      }
      resource.decision = 'approved';
      resource.approvedAt = at;
      if (resource.kind === 'consent') replaceOlder(resource);
    },
    refuse({ resourceId, purpose }: StoredAuthorisation): void {
      const resource = resources.get(resourceId);
      if (resource === undefined || purpose === 'cancel') return;
      resource.decision = 'refused';
      if (resource.kind !== 'basket') return;
      for (const payment of membersOf(resource))
        if (payment.decision === 'none') payment.decision = 'refused';
    },
  };
}
