import * as z from 'zod';
import { authorisableAs } from '../payables/authorisable.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import { planAuthorisation } from '../payables/plan-authorisation.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import { productName, singleProduct } from '../psd2/payment-product.ts';
import type { BasketRecord, BasketStore } from '../storage/basket-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { readManySentBytes } from '../storage/sent-bytes-store.ts';
import type { Table } from '../storage/table.ts';
import type { TicketUse } from '../storage/ticket-store.ts';

export interface PlanServices {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly baskets: BasketStore;
  readonly bank: Pick<BankClient, 'agreed'>;
  readonly now: () => Date;
}

/** One way of the PSU to the bank, for one payment or several. */
export interface PlannedRedirect {
  readonly payables: readonly [Payable, ...Payable[]];
  readonly debtorIban: string;
  /** The basket of these that is at the bank already. */
  readonly basket?: BasketRecord | undefined;
}

export interface RedirectPlan {
  /** Every payable of the selection that is there. */
  readonly payables: readonly Payable[];
  readonly redirects: readonly PlannedRedirect[];
  /** How many somebody is creating at this very moment. */
  readonly soon: number;
}

/**
 * Which ways to the bank a selection still needs, in its order (psd2.md 5): the payments that fit together go
 * together, as many as the bank takes; a basket that is at the bank already comes back as it is, so that a PSU who
 * starts twice is sent to the same payments again, never to second ones (psd2.md 1.5).
 */
export async function planRedirects(
  selection: readonly PayableKey[],
  use: Pick<TicketUse, 'basket' | 'single'> | undefined,
  services: PlanServices,
): Promise<RedirectPlan> {
  const { table, baskets, bank, now } = services;
  const { payables } = await services.payables.readMany(selection);
  const as = (payable: Payable) => authorisableAs(payable, now());
  const waiting = payables.filter((payable) => !['soon', undefined].includes(as(payable)));
  const soon = payables.filter((payable) => as(payable) === 'soon').length;
  const debtorIbans = await readDebtorIbans(table, waiting);
  const known = use?.basket === undefined ? undefined : await baskets.read(use.basket);
  const open = known === undefined ? [] : stillOpen(known, waiting, now());
  const rest = waiting.filter((payable) => !open.includes(payable));

  const ofName = new Map(waiting.map((payable) => [payableName(payable), payable]));
  const planned = planAuthorisation(
    rest.map((payable) => ({
      key: payableName(payable),
      debtorIban: debtorIbans.get(payableName(payable)) ?? '',
      // One with a page of its own is authorised there, with no other.
      product: as(payable) === 'own' ? payableName(payable) : productOf(payable, bank),
      currency: payable.document?.currency ?? 'EUR',
    })),
    use?.single === true ? { enabled: false, max: 1 } : bank.agreed.baskets,
  );
  const groups = planned.map((one) =>
    (one.kind === 'single' ? [one.key] : one.keys).flatMap((key) => ofName.get(key) ?? []),
  );
  const redirects = [
    ...(known === undefined ? [] : redirectOf(open, debtorIbans, known)),
    ...groups.flatMap((group) => redirectOf(group, debtorIbans)),
  ];
  return { payables, redirects, soon };
}

function redirectOf(
  [first, ...others]: readonly Payable[],
  debtorIbans: ReadonlyMap<string, string>,
  basket?: BasketRecord,
): PlannedRedirect[] {
  if (first === undefined) return [];
  return [{ payables: [first, ...others], debtorIban: debtorIbans.get(payableName(first)) ?? '', basket }];
}

/** All of its payments wait and it has not come to its end: otherwise those that wait are gathered anew. */
function stillOpen(basket: BasketRecord, waiting: readonly Payable[], now: Date): readonly Payable[] {
  if (basket.basketId === undefined || basket.authoriseBy <= now.toISOString()) return [];
  const members = waiting.filter(
    (payable) =>
      authorisableAs(payable, now) === 'loose' &&
      basket.payments.some(
        (payment) =>
          payableName(payment) === payableName(payable) && payment.attempt === payable.bank?.attempt,
      ),
  );
  return members.length === basket.payments.length ? members : [];
}

/** What of a payment decides which others it can go with (psd2.md 5). */
const productOf = ({ bank: atBank }: Payable, { agreed }: Pick<BankClient, 'agreed'>): string =>
  atBank?.product ?? productName(singleProduct(agreed));

const debtorSchema = z.object({ own_bank_account_iban: z.string() });

async function readDebtorIbans(
  table: Table,
  payables: readonly Payable[],
): Promise<ReadonlyMap<string, string>> {
  const requests = await readManySentBytes(table, payables, 'REQUEST');
  return new Map(
    [...requests].map(([name, bytes]) => [
      name,
      debtorSchema.parse(JSON.parse(bytes.toString('utf8'))).own_bank_account_iban,
    ]),
  );
}
