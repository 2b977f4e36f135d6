import * as z from 'zod';
import { parseAnswer } from '../bank-call.ts';
import type { BankSettings } from '../bank-settings.ts';
import { type ResourceRead, readResource } from '../read-resource.ts';
import { type ConsentService, consentUrl } from './consent-url.ts';

/** A call about a consent that is there, with its token where we hold one. */
export interface ConsentCall extends ResourceRead {
  readonly service: ConsentService;
  readonly consentId: string;
}

/** Reads the consentStatus of a consent (psd2.md 6.1, 7.1); see consentStatusFacts. Throws AcquitErrors BANK_*. */
export async function readConsentStatus(settings: BankSettings, call: ConsentCall): Promise<string> {
  const { service, consentId, requestId } = call;
  const response = await readResource(settings, consentUrl(settings, service, consentId, 'status'), call);
  const schema = z.object({ consentStatus: z.string().min(1).max(100) });
  return parseAnswer(schema, response, requestId).consentStatus;
}
