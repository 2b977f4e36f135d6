import type { Hono } from 'hono';
import * as z from 'zod';
import { managersOnly, ownPartyOnly } from './access.ts';
import { partyKey, textSpelling } from './party-key.ts';
import { initialPeppolConfig, type PeppolConfig, peppolConfigSchema, readBack } from './peppol-config.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';
import { environment } from './psb-state.ts';

const billing =
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1';

/** How the asked parties can be reached over Peppol, the best first, and none at all as an empty list (psb.md 3.6). */
export function addDeliveryOptionRoute(app: Hono<PsbVariables>, { options }: PsbContext): void {
  app.get('/api/v1/peppol/deliveryOption', (c) => {
    const parties = c.req.queries('partyIds') ?? [];
    if (parties.length === 0) throw new PsbError(400, 'partyIds is missing.');
    const documentTypeId =
      c.req.query('preferredDocumentTypeId') ?? c.req.queries('documentTypeIds')?.[0] ?? billing;
    const family = c.req.query('documentFamily') ?? 'Invoice';
    const reachable = parties.filter((party) => options.recipients?.(party) ?? true);
    return c.json(
      reachable.map((party) => ({
        partyId: textSpelling(party),
        documentTypeId,
        processId: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
        family,
        protocol: 'As4',
        url: 'https://ap.example/as4/v1',
        accessPoint: 'CN=POP000000,OU=PEPPOL PRODUCTION AP,O=Example,C=NL',
        certificate: null,
      })),
    );
  });
}

/** What the environment and its parties can receive over Peppol, for managers (psb.md 3.6, 4.3). */
export function addPeppolConfigRoutes(app: Hono<PsbVariables>, { state, record }: PsbContext): void {
  const base = '/api/v1/peppol/config';
  const ofEnvironment = () => state.peppolConfigs.get(environment) ?? initialPeppolConfig;
  const ofParty = (party: string) => readBack(state.peppolConfigs.get(partyKey(party)), ofEnvironment());

  app.use(`${base}/*`, managersOnly);
  app.use(`${base}/party/:partyId`, ownPartyOnly);
  app.get(base, (c) => c.json(readBack(ofEnvironment(), initialPeppolConfig)));
  app.put(base, async (c) => {
    const config = readConfig(await c.req.json().catch(() => undefined));
    record({ type: 'peppol-put', scope: environment, config });
    return c.json(readBack(config, initialPeppolConfig));
  });
  app.get(`${base}/party`, (c) =>
    c.json({ items: c.get('account').parties.map(({ id }) => ({ id })), continuationToken: null }),
  );
  app.get(`${base}/party/:partyId`, (c) => c.json(ofParty(c.req.param('partyId'))));
  app.put(`${base}/party/:partyId`, async (c) => {
    const config = readConfig(await c.req.json().catch(() => undefined));
    record({ type: 'peppol-put', scope: partyKey(c.req.param('partyId')), config });
    return c.json(ofParty(c.req.param('partyId')));
  });
}

function readConfig(body: unknown): PeppolConfig {
  const config = peppolConfigSchema.safeParse(body);
  if (!config.success) throw new PsbError(400, z.prettifyError(config.error));
  return config.data;
}
