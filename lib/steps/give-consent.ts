import { addDays } from '../documents/add-days.ts';
import { bankDay } from '../payables/bank-day.ts';
import type { AccountConsent } from '../psd2/ais/build-account-consent.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { Errand, Ticket, TicketStore } from '../storage/ticket-store.ts';
import { askedAccess } from './asked-access.ts';
import { openFlow, type OpenFlowServices } from './open-flow.ts';
import type { Psu } from './psu.ts';

export interface GiveConsentServices extends OpenFlowServices {
  readonly bank: BankClient & ConsentClient;
  readonly bankName: string;
  readonly consents: ConsentStore;
  readonly tickets: Pick<TicketStore, 'keepSent'>;
  readonly newRequestId: () => string;
}

type ConsentErrand = Extract<Errand, { kind: 'consent' }>;

/** SCA of the PSU opens accounts for 180 days, of which it falls on the first (psd2.md 6.4). */
const longestDays = 180;

/**
 * Asks the bank for a consent and gives the URL to send the PSU to, who authorises it there (psd2.md 6.1, 7.1). A
 * recurring consent ends every earlier one of the same PSU, so that it names the accounts of those as well. Throws
 * what the bank client throws; a consent whose answer was lost harms nobody, since nobody is sent to it.
 */
export async function giveConsent(
  errand: ConsentErrand,
  ticket: Ticket,
  psu: Psu,
  services: GiveConsentServices,
): Promise<{ redirectTo: string }> {
  const { bank, bankName, consents, tickets, now, newRequestId } = services;
  const { service, organisation } = errand;
  const asked = await askedConsent(errand, services);
  const bytes =
    service === 'ais'
      ? bank.buildAccountConsent(asked)
      : bank.buildFundsConsent({ iban: errand.ibans[0] ?? '', registrationInformation: 'Acquit' });
  const requestId = newRequestId();
  await tickets.keepSent(ticket, requestId, bytes);
  const { ipAddress: psuIpAddress, context: psuContext } = psu;
  const created = await bank.createConsent({ service, bytes, requestId, psuIpAddress, psuContext });
  const { consentId, consentStatus } = created;
  const ibans = asked.access.model === 'dedicated' ? [...asked.access.ibans] : [];
  await consents.create(
    {
      bank: bankName,
      consentId,
      service,
      organisation,
      ibans: service === 'ais' ? ibans : errand.ibans.slice(0, 1),
      recurring: service === 'piis' || asked.recurring,
      consentStatus,
      validUntil: service === 'ais' ? asked.validUntil : null,
    },
    now(),
  );
  const { scaOAuthHref: own, startAuthorisationHref: href = '', confirmationHref } = created;
  const started =
    own === undefined
      ? await bank.startAuthorisation({ href, requestId: newRequestId(), psuIpAddress, psuContext })
      : { scaOAuthHref: own, confirmationHref };
  const purpose = { kind: 'consent' as const, bank: bankName, consentId };
  const { scaOAuthHref } = started;
  const destination = { ...started, scaOAuthHref, purpose, resourceId: consentId, scope: service };
  return { redirectTo: await openFlow(destination, psu, services) };
}

/** What of AIS is asked for, for as long as the law lets; a list of accounts is given once. */
async function askedConsent(errand: ConsentErrand, services: GiveConsentServices): Promise<AccountConsent> {
  const access = await askedAccess(errand, services);
  const validUntil = addDays(bankDay(services.now()), longestDays - 1);
  return { access, validUntil, recurring: access.model !== 'availableAccounts' };
}
