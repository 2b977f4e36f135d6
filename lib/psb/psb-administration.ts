import * as z from 'zod';
import { buildUrl } from '../http/build-url.ts';
import { noAnswer } from '../http/no-answer.ts';
import type { DocumentId } from '../identifiers/document-id.ts';
import { type DocumentStatus, documentStatusSchema } from './document-status.ts';
import { createGenericCalls, type GenericCalls } from './generic-calls.ts';
import { createHookCalls, type HookCalls } from './hook-calls.ts';
import { parseAnswer } from './parse-answer.ts';
import { createPeppolCalls, type PeppolCalls } from './peppol-calls.ts';
import { createPsbCall, type PsbClientOptions } from './psb-call.ts';
import { type PsbParty, psbPartySchema } from './psb-party.ts';

/**
 * What an administrator does at PSB: hooks, rights, Peppol registration and tests. The functions do without it.
 * Errors as of PsbClient, and PSB_ANSWER_INVALID for an answer of another shape than psb.md describes.
 */
export interface PsbAdministration extends HookCalls, PeppolCalls, GenericCalls {
  /** Who we are to PSB. */
  me(): Promise<{ name: string | null }>;
  /** The parties that the account may act for, with its rights on each. */
  parties(): Promise<PsbParty[]>;
  /** The history of a received document; its names mean nothing certain (psb.md 4.1). */
  documentStatus(partyId: string, documentId: DocumentId): Promise<DocumentStatus[]>;
  /**
   * PSB's clock, to the second, by the Date of an answer; undefined when it has none. Goes without a token, because
   * a clock that is wrong is one reason to get none.
   */
  serverTime(): Promise<Date | undefined>;
}

export interface PsbAdministrationOptions extends PsbClientOptions {
  /** Of validate and transform: `v1-beta`, unless PSB moved them (psb.md 6.1). */
  readonly genericVersion?: string | undefined;
}

export function createPsbAdministration(options: PsbAdministrationOptions): PsbAdministration {
  const { baseUrl, send, genericVersion } = options;
  const call = createPsbCall(options);
  const me = ['api', 'v1', 'me'];

  return {
    ...createHookCalls(call),
    ...createPeppolCalls(call),
    ...createGenericCalls(call, { baseUrl, version: genericVersion }),

    async me() {
      const { name } = parseAnswer(
        z.object({ name: z.string().nullish() }),
        await call({ method: 'GET', path: me }),
      );
      return { name: name ?? null };
    },
    async parties() {
      return parseAnswer(z.array(psbPartySchema), await call({ method: 'GET', path: [...me, 'party'] }));
    },
    async documentStatus(partyId, documentId) {
      const answer = await call({
        method: 'GET',
        path: ['api', 'v1', partyId, 'purchaseInvoice', documentId, 'status'],
        right: 'canReceiveDocument',
        meaning: { 404: 'DOCUMENT_UNAVAILABLE' },
      });
      return parseAnswer(z.array(documentStatusSchema), answer);
    },
    async serverTime() {
      const { headers } = await send({ method: 'GET', url: buildUrl(baseUrl, me) }).catch(
        (failure: unknown) => {
          throw noAnswer(failure, 'PSB_UNAVAILABLE');
        },
      );
      const time = new Date(headers['date'] ?? NaN);
      return Number.isNaN(time.getTime()) ? undefined : time;
    },
  };
}
