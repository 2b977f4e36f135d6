import * as z from 'zod';
import { parseAnswer } from '../bank-call.ts';
import type { BankSettings } from '../bank-settings.ts';
import type { ConsentCall } from '../consents/consent-status.ts';
import { consentUrl } from '../consents/consent-url.ts';
import { readResource } from '../read-resource.ts';
import { normaliseIban } from './normalise-iban.ts';

/** A consent as the bank has it, which may be less than was asked for (psd2.md 6.1). */
export interface ConsentFacts {
  readonly consentStatus: string;
  /** The last day, inclusive, as the bank adjusted it. */
  readonly validUntil: string;
  readonly recurring: boolean;
  /** IBANs of the accounts it covers, each once. */
  readonly ibans: readonly string[];
}

const accounts = z
  .array(z.object({ iban: z.string().max(50).optional().catch(undefined) }))
  .optional()
  .catch(undefined);

const consentSchema = z.object({
  consentStatus: z.string().min(1).max(100),
  validUntil: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  recurringIndicator: z.boolean(),
  access: z.object({ accounts, balances: accounts, transactions: accounts }),
});

/** Reads a consent on accounts (psd2.md 6.1). Throws AcquitErrors BANK_*. */
export async function readConsent(
  settings: BankSettings,
  call: Omit<ConsentCall, 'service'>,
): Promise<ConsentFacts> {
  const response = await readResource(settings, consentUrl(settings, 'ais', call.consentId), call);
  const { access, consentStatus, validUntil, recurringIndicator } = parseAnswer(
    consentSchema,
    response,
    call.requestId,
  );
  const references = [access.accounts, access.balances, access.transactions].flatMap((list) => list ?? []);
  const ibans = references.flatMap(({ iban }) => (iban === undefined ? [] : [normaliseIban(iban)]));
  return { consentStatus, validUntil, recurring: recurringIndicator, ibans: [...new Set(ibans)] };
}
