/** One payment that waits for its authorisation, with what decides which others it can go with. */
export interface Authorisable {
  /** Names it, once per plan. */
  readonly key: string;
  readonly debtorIban: string;
  /** Service and product at the bank: `payments/sepa-credit-transfers`. */
  readonly product: string;
  readonly currency: string;
}

/** Each entry is one redirect of the PSU, in the order in which the payments were selected. */
export type Redirect =
  | { readonly kind: 'basket'; readonly keys: readonly string[] }
  | { readonly kind: 'single'; readonly key: string };

/** Whether the bank takes signing baskets, and the most payments in one (psd2.md U-10). */
export interface BasketLimits {
  readonly enabled: boolean;
  readonly max: number;
}

/**
 * Which payments go to the bank together: those from one account, of one product, in one currency (psd2.md 5), as
 * many to a basket as the bank takes; what stays alone is a single redirect. Throws a RangeError for a key that comes
 * twice: nothing may be authorised twice.
 */
export function planAuthorisation(selection: readonly Authorisable[], baskets: BasketLimits): Redirect[] {
  const keys = selection.map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw new RangeError('A payment is selected twice.');
  if (!baskets.enabled || baskets.max < 2) return keys.map(single);
  const groups = Map.groupBy(selection, ({ debtorIban, product, currency }) =>
    JSON.stringify([debtorIban, product, currency]),
  );
  return [...groups.values()].flatMap((group) =>
    redirectsOf(
      group.map(({ key }) => key),
      baskets.max,
    ),
  );
}

function redirectsOf(keys: readonly string[], max: number): Redirect[] {
  const redirects: Redirect[] = [];
  for (let at = 0; at < keys.length; at += max) {
    const [first, ...others] = keys.slice(at, at + max);
    if (first !== undefined) {
      redirects.push(others.length === 0 ? single(first) : { kind: 'basket', keys: [first, ...others] });
    }
  }
  return redirects;
}

const single = (key: string): Redirect => ({ kind: 'single', key });

/**
 * What became of one payment when it was made for a basket: it waits for one; it has a redirect of its own; it may
 * run without any; the bank refused it; or nobody knows whether the bank has it (psd2.md 1.5).
 */
export type CreationOutcome = 'waiting' | 'own-redirect' | 'may-execute' | 'refused' | 'unknown';

export interface Settled {
  readonly redirects: readonly Redirect[];
  /** Nobody is sent to the bank for these: their status is read, or a person looks. */
  readonly without: readonly { readonly key: string; readonly outcome: CreationOutcome }[];
}

/**
 * The redirects that are left of one planned basket when its payments are made: one basket of those that wait, and a
 * redirect of its own for each other that has one. One payment's failure stops none of the others. Where the bank then
 * refuses the basket itself, each that waits is a single redirect (psd2.md 5).
 */
export function settleBasket(outcomes: ReadonlyMap<string, CreationOutcome>): Settled {
  const entries = [...outcomes].map(([key, outcome]) => ({ key, outcome }));
  const keysWith = (wanted: CreationOutcome): string[] =>
    entries.filter(({ outcome }) => outcome === wanted).map(({ key }) => key);
  const waiting = keysWith('waiting');
  return {
    redirects: [
      ...redirectsOf(waiting, Math.max(1, waiting.length)),
      ...keysWith('own-redirect').map(single),
    ],
    without: entries.filter(({ outcome }) => outcome !== 'waiting' && outcome !== 'own-redirect'),
  };
}
