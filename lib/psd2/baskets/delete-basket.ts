import { callBank } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';
import { type ResourceRead, resourceHeaders } from '../read-resource.ts';
import { parseTppMessages } from '../tpp-messages.ts';
import { basketUrl } from './basket-url.ts';

/** The codes by which a bank says that an authorisation of the basket was begun or ended. */
const tooLate = ['STATUS_INVALID', 'REFERENCE_STATUS_INVALID', 'CANCELLATION_INVALID', 'SERVICE_INVALID'];

/**
 * Takes a basket apart before any authorisation of it; the payments in it stay as they are (psd2.md 5). `too-late`
 * when the bank says that its authorisation has begun. Throws AcquitErrors BANK_*; BANK_RESOURCE_UNKNOWN also after an
 * earlier try worked whose answer was lost.
 */
export async function deleteBasket(
  settings: BankSettings,
  call: ResourceRead & { readonly basketId: string },
): Promise<'deleted' | 'too-late'> {
  const url = basketUrl(settings, call.basketId);
  const response = await callBank(settings, {
    method: 'DELETE',
    url,
    headers: resourceHeaders(settings, call),
  });
  if (response.status === 204 || response.status === 200) return 'deleted';
  const code = parseTppMessages(response.body).find(({ category }) => category === 'ERROR')?.code;
  if (response.status === 405 || (code !== undefined && tooLate.includes(code))) return 'too-late';
  const bare401 = 'BANK_TOKEN_REFUSED';
  throw bankError(response, { now: settings.now(), requestId: call.requestId, bare401 });
}
