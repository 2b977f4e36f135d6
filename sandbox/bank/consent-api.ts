import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { addAuthorisationRoutes } from './authorisation-api.ts';
import type { BankContext } from './bank-context.ts';
import { bankDay } from './bank-day.ts';
import type { ConsentRecord, FundsConsentRecord } from './bank-entry.ts';
import { checkContentType, checkPsuAddress, checkRedirectHeaders } from './check-headers.ts';
import { checkToken, scopesOf } from './check-token.ts';
import { readConsent } from './consent-body.ts';
import { consentStatus } from './consent-status.ts';
import { createdLinks } from './created-answer.ts';
import { creationStatus, readCreationCall } from './creation-call.ts';
import { holdTo, parseJson } from './json-body.ts';
import { accountReference } from './payment-body.ts';
import { startAuthorisation } from './start-authorisation.ts';
import type { StoredConsent, StoredFundsConsent } from './stored.ts';
import { unknownResource } from './tpp-error.ts';

type Consent = StoredConsent | StoredFundsConsent;
type Creation = Pick<
  ConsentRecord,
  'id' | 'requestId' | 'bodyHash' | 'redirectUri' | 'createdAt' | 'explicit'
>;

const fundsBodySchema = z.strictObject({
  account: accountReference,
  cardNumber: z.string().max(35).optional(),
  cardExpiryDate: z.iso.date().optional(),
  cardInformation: z.string().max(140).optional(),
  registrationInformation: z.string().max(140).optional(),
});

/** Consents of AIS (psd2.md 6.1). */
export const addConsentRoutes = (app: Hono, context: BankContext): void =>
  addRoutes(app, context, {
    kind: 'consent',
    collection: '/v1/consents',
    make: (bytes, creation) => ({
      kind: 'consent',
      ...creation,
      ...readConsent(bytes, context, bankDay(context.now())),
    }),
  });

/** Consents of the funds confirmation, Extended Service v2.0 (psd2.md 7.1). */
export const addFundsConsentRoutes = (app: Hono, context: BankContext): void =>
  addRoutes(app, context, {
    kind: 'funds',
    collection: `/${context.cofPath}/consents/confirmation-of-funds`,
    make: (bytes, creation) => {
      const content = parseJson(bytes);
      const { account, registrationInformation } = holdTo(fundsBodySchema, content);
      return {
        kind: 'funds',
        ...creation,
        iban: account.iban,
        registration: registrationInformation,
        content,
      };
    },
  });

interface Flavour {
  readonly kind: Consent['kind'];
  readonly collection: string;
  readonly make: (bytes: Uint8Array, creation: Creation) => ConsentRecord | FundsConsentRecord;
}

function addRoutes(app: Hono, context: BankContext, { kind, collection, make }: Flavour): void {
  const { state, record, now, quirks } = context;
  const one = `${collection}/:consentId`;
  const stored = (id: string): Consent => {
    const consent = state.resources.get(id);
    if ((consent?.kind !== 'consent' && consent?.kind !== 'funds') || consent.kind !== kind) {
      throw unknownResource('consent');
    }
    return consent;
  };
  const find = (c: Context): Consent => {
    const consent = stored(c.req.param('consentId') ?? '');
    checkPsuAddress(c, false, context);
    checkToken(c, context, { scopes: scopesOf(consent, context), needed: false });
    return consent;
  };

  app.post(collection, async (c) => {
    checkContentType(c, 'json');
    const redirectUri = checkRedirectHeaders(c, kind === 'funds' ? 'funds-consent' : 'consent', context);
    const call = await readCreationCall(c, context);
    const id = call.earlier ?? randomUUID();
    if (call.earlier === undefined) {
      const { requestId, bodyHash } = call;
      // The wish for an explicit authorisation is for baskets; a consent has none (psd2.md 1.4).
      const explicit = quirks.alwaysExplicit;
      const creation = { id, requestId, bodyHash, redirectUri, createdAt: now().toISOString(), explicit };
      record({ type: 'created', resource: make(call.bytes, creation) });
      if (!explicit) startAuthorisation({ resourceId: id, purpose: 'create', redirectUri, call }, context);
    }
    const consent = stored(id);
    const _links = createdLinks(c, context, { resource: consent, self: `${collection}/${id}` });
    const facts = { consentStatus: consentStatus(consent, context), consentId: id };
    return c.json({ ...facts, _links }, creationStatus(call, context));
  });

  app.get(one, (c) => {
    const consent = find(c);
    return c.json({ ...describe(consent, now()), consentStatus: consentStatus(consent, context) });
  });

  app.get(`${one}/status`, (c) => c.json({ consentStatus: consentStatus(find(c), context) }));

  app.delete(one, (c) => {
    const consent = find(c);
    const open = ['received', 'valid'].includes(consentStatus(consent, context));
    if (open) record({ type: 'withdrawn', resourceId: consent.id });
    return c.body(null, 204);
  });

  addAuthorisationRoutes(app, context, { route: `${one}/authorisations`, purpose: 'create', find });
}

function describe(consent: Consent, now: Date): object {
  // What came in is an object by its schema.
  if (consent.kind === 'funds') return consent.content as Readonly<Record<string, unknown>>;
  const { asked: access, recurring: recurringIndicator, validUntil, frequencyPerDay } = consent;
  return { access, recurringIndicator, validUntil, frequencyPerDay, lastActionDate: bankDay(now) };
}
