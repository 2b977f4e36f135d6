/**
 * What happens to the payable or the call that met the code:
 * - `retry`: the same thing is tried again later, nobody needs to act;
 * - `hold`: a person decides (status HELD);
 * - `reject`: the supplier must cure it with a new document (status REJECTED);
 * - `no-payment`: nothing to pay (status NOT_PAYABLE);
 * - `ignore`: not a document for Acquit (status NOT_PAYABLE);
 * - `note`: worth telling, stops nothing;
 * - `configuration`: the operator must change a setting, a credential or a permission;
 * - `bug`: Acquit or the other system broke a promise.
 */
export type ErrorClass =
  | 'retry'
  | 'hold'
  | 'reject'
  | 'no-payment'
  | 'ignore'
  | 'note'
  | 'configuration'
  | 'bug';

export interface CatalogueEntry {
  readonly class: ErrorClass;
  /** The business term or field it is usually about, or null. */
  readonly term: string | null;
  /** Why it happens, as a full sentence for a person in finance. */
  readonly cause: string;
  /** What to do, as a full sentence in the imperative. */
  readonly remedy: string;
  /** Both in Dutch, for the clerks who read the findings. */
  readonly nl: { readonly cause: string; readonly remedy: string };
}
