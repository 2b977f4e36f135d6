import * as z from 'zod';
import { buildUrl } from '../http/build-url.ts';
import { parseAnswer } from './bank-call.ts';
import type { BankSettings } from './bank-settings.ts';
import { type PaymentRef, paymentUrl } from './payment-url.ts';
import { readResource, type ResourceRead } from './read-resource.ts';
import { resolveLink } from './resolve-link.ts';

/** What a PSU authorises: a payment, the cancellation of one, or a basket (psd2.md 4.1, 5). */
export type Authorised =
  | { readonly payment: PaymentRef }
  | { readonly cancellationOf: PaymentRef }
  | { readonly basketId: string };

/** The address of the authorisations of a resource, or of one of them, where the bank gave no link. */
export function authorisationsUrl(
  settings: Pick<BankSettings, 'baseUrl'>,
  of: Authorised,
  ...authorisationId: readonly string[]
): string {
  if ('payment' in of) return paymentUrl(settings, of.payment, 'authorisations', ...authorisationId);
  if ('cancellationOf' in of) {
    return paymentUrl(settings, of.cancellationOf, 'cancellation-authorisations', ...authorisationId);
  }
  const path = ['v1', 'signing-baskets', of.basketId, 'authorisations', ...authorisationId];
  return buildUrl(settings.baseUrl, path);
}

const id = z.string().min(1).max(500);
/** Older banks say cancellationIds for the authorisations of a cancellation. */
const listSchema = z
  .object({ authorisationIds: z.array(id).optional(), cancellationIds: z.array(id).optional() })
  .transform(({ authorisationIds, cancellationIds }) => authorisationIds ?? cancellationIds)
  .pipe(z.array(id));

/** The ids of all authorisations of a resource, started by whomever. Throws AcquitErrors BANK_*. */
export async function listAuthorisations(
  settings: BankSettings,
  read: ResourceRead & { readonly of: Authorised },
): Promise<readonly string[]> {
  const response = await readResource(settings, authorisationsUrl(settings, read.of), read);
  return parseAnswer(listSchema, response, read.requestId);
}

/** By the link of the bank, or by the ids where it gave none. */
export type ScaStatusRead = ResourceRead &
  ({ readonly scaStatusHref: string } | { readonly of: Authorised; readonly authorisationId: string });

const scaStatusSchema = z.object({ scaStatus: z.string().min(1).max(100) });

/** Reads how far one authorisation is; see scaStatusFacts. Throws AcquitErrors BANK_*. */
export async function readScaStatus(settings: BankSettings, read: ScaStatusRead): Promise<string> {
  const url =
    'scaStatusHref' in read
      ? resolveLink(settings, read.scaStatusHref)
      : authorisationsUrl(settings, read.of, read.authorisationId);
  return parseAnswer(scaStatusSchema, await readResource(settings, url, read), read.requestId).scaStatus;
}
