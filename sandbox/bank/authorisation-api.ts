import type { Context, Hono } from 'hono';
import type { BankContext } from './bank-context.ts';
import { checkContentType, checkRedirectHeaders } from './check-headers.ts';
import { checkToken, scopeOf } from './check-token.ts';
import { creationStatus, readCreationCall } from './creation-call.ts';
import { isTimedOut, scaStatus, transactionStatus } from './payment-status.ts';
import { authorisationLinks, startAuthorisation } from './start-authorisation.ts';
import type { StoredAuthorisation, StoredResource } from './stored.ts';
import { TppError, unknownResource } from './tpp-error.ts';

interface Place {
  /** With the parameters of the route: `/v1/consents/:id/authorisations`. */
  readonly route: string;
  readonly purpose: 'create' | 'cancel';
  /** The resource that is asked for; `token` says that a needed token must be there. Throws a TppError. */
  readonly find: (c: Context, rule: { readonly token: boolean }) => StoredResource;
}

/** The authorisation sub-resources, which are the same below every resource (psd2.md 4.1, 5, 7.1). */
export function addAuthorisationRoutes(app: Hono, context: BankContext, place: Place): void {
  const { state, record, now } = context;
  const { route, purpose, find } = place;

  const findAuthorisation = (c: Context, resource: StoredResource): StoredAuthorisation => {
    const found = state.authorisation(c.req.param('authorisationId') ?? '');
    if (found?.resourceId !== resource.id || found.purpose !== purpose)
      throw unknownResource('authorisation');
    return found;
  };

  app.post(route, async (c) => {
    checkContentType(c, 'json');
    const redirectUri = checkRedirectHeaders(c, 'authorisation', context);
    const resource = find(c, { token: false });
    const call = await readCreationCall(c, context);
    const earlier = state.authorisation(call.earlier ?? '');
    if (earlier === undefined) requireOpen(resource, purpose, context);
    const authorisation =
      earlier ?? startAuthorisation({ resourceId: resource.id, purpose, redirectUri, call }, context);
    const _links = authorisationLinks(c, context, { base: c.req.path, authorisation });
    c.header('Location', `${c.req.path}/${authorisation.id}`);
    const status = scaStatus(authorisation, resource, context);
    const facts = { scaStatus: status, authorisationId: authorisation.id };
    return c.json({ ...facts, _links }, creationStatus(call, context));
  });

  app.get(route, (c) => {
    const { id } = find(c, { token: true });
    return c.json({ authorisationIds: state.authorisationsOf(id, purpose).map((one) => one.id) });
  });

  app.get(`${route}/:authorisationId`, (c) => {
    const resource = find(c, { token: true });
    return c.json({ scaStatus: scaStatus(findAuthorisation(c, resource), resource, context) });
  });

  // The confirmation of psd2.md 4.6: by the token of this very flow.
  app.put(`${route}/:authorisationId`, (c) => {
    const resource = find(c, { token: false });
    const authorisation = findAuthorisation(c, resource);
    checkToken(c, context, { scopes: [scopeOf(resource, context.scopes, purpose)], needed: true });
    const before = scaStatus(authorisation, resource, context);
    if (!authorisation.needsConfirmation || (before !== 'unconfirmed' && before !== 'finalised')) {
      throw new TppError(400, 'SCA_INVALID', 'There is nothing to confirm.');
    }
    if (before === 'unconfirmed') {
      record({ type: 'confirmed', authorisationId: authorisation.id, at: now().toISOString() });
    }
    return c.json({ scaStatus: scaStatus(authorisation, resource, context) });
  });
}

/** Throws a TppError when the resource does not wait for this authorisation. */
function requireOpen(resource: StoredResource, purpose: 'create' | 'cancel', context: BankContext): void {
  const { state } = context;
  const cancellable =
    resource.kind === 'payment' && ['ACTC', 'ACSP'].includes(transactionStatus(resource, context));
  const open =
    purpose === 'cancel'
      ? cancellable && context.quirks.cancellation === 'with-sca'
      : resource.decision === 'none' && !isTimedOut(resource, context);
  if (!open) throw new TppError(409, 'STATUS_INVALID', 'It does not wait for an authorisation.');
  const basket = resource.kind === 'payment' ? state.resources.get(resource.basketId ?? '') : undefined;
  if (purpose === 'create' && basket?.decision === 'none') {
    throw new TppError(409, 'STATUS_INVALID', 'The payment waits in a signing basket.');
  }
}
