import { ErpError } from './erp-error.ts';
import type { Submission } from './submission.ts';

/** The master data of one organisation, as far as payment requests name it (erp.md, Natural keys). */
export interface SandboxOrganisation {
  readonly shortCode: string;
  readonly ownIbans: readonly string[];
  readonly suppliers: readonly { readonly number: string; readonly sites: readonly string[] }[];
  readonly persons?: readonly string[];
  /** The ACTIVE account combinations; without this list every code is one. */
  readonly accountCodes?: readonly string[];
}

/**
 * Resolves every natural key of a submission in its organisation, or throws an ErpError. erp.md leaves the choice
 * between 400 and 404: here a payee that does not exist is 404, an account that cannot be used is 400.
 */
export function resolveNaturalKeys(submission: Submission, organisation: SandboxOrganisation): void {
  resolvePayee(submission, organisation);
  if (!organisation.ownIbans.includes(submission.own_bank_account_iban)) {
    throw new ErpError(400, 'De eigen bankrekening is niet bekend of niet actief bij deze organisatie.');
  }
  const { accountCodes } = organisation;
  if (accountCodes === undefined) return;
  const used = submission.lines.flatMap(({ distributions }) => distributions);
  const unknown = used.find(({ account_combination_code: code }) => !accountCodes.includes(code));
  if (unknown === undefined) return;
  throw new ErpError(
    400,
    `Rekeningcombinatie ${unknown.account_combination_code} bestaat niet of is niet actief.`,
  );
}

function resolvePayee(submission: Submission, organisation: SandboxOrganisation): void {
  if (submission.payee_type === 'PERSON') {
    if (organisation.persons?.includes(submission.person_number ?? '')) return;
    throw new ErpError(404, `Persoon ${submission.person_number} is niet gevonden.`);
  }
  const named = organisation.suppliers.filter(({ number }) => number === submission.supplier_number);
  if (named.length === 0)
    throw new ErpError(404, `Leverancier ${submission.supplier_number} is niet gevonden.`);
  if (named.some(({ sites }) => sites.includes(submission.supplier_site_code ?? ''))) return;
  throw new ErpError(404, `Vestiging ${submission.supplier_site_code} van de leverancier is niet gevonden.`);
}
