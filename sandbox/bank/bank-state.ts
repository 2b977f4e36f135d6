import type { AuthorisationRecord, BankEntry, ResourceRecord, SeededBooking } from './bank-entry.ts';
import { createDecisions } from './decide.ts';
import type { StoredAuthorisation, StoredPayment, StoredResource } from './stored.ts';

export interface BankState {
  readonly resources: ReadonlyMap<string, StoredResource>;
  readonly seeded: readonly (SeededBooking & { readonly id: string })[];
  payments(): StoredPayment[];
  authorisation(id: string): StoredAuthorisation | undefined;
  authorisationsOf(resourceId: string, purpose: 'create' | 'cancel'): StoredAuthorisation[];
  /** What a request with this X-Request-ID made. */
  byRequest(requestId: string): { readonly id: string; readonly bodyHash: string } | undefined;
  byCode(codeHash: string): StoredAuthorisation | undefined;
  byRefreshToken(hash: string): StoredAuthorisation | undefined;
  /** When an AIS resource was read without a PSU. */
  reads(key: string): readonly Date[];
  readonly apply: (entry: BankEntry) => void;
}

export function createBankState(): BankState {
  const resources = new Map<string, StoredResource>();
  const authorisations = new Map<string, StoredAuthorisation>();
  const ofResource = new Map<string, StoredAuthorisation[]>();
  const requests = new Map<string, { id: string; bodyHash: string }>();
  const codes = new Map<string, StoredAuthorisation>();
  const refreshTokens = new Map<string, StoredAuthorisation>();
  const reads = new Map<string, Date[]>();
  const seeded: (SeededBooking & { id: string })[] = [];
  const decide = createDecisions(resources);

  const known = <T>(map: ReadonlyMap<string, T>, id: string): T => {
    const found = map.get(id);
    if (found === undefined) throw new Error(`The journal speaks of ${id}, which was never created.`);
    return found;
  };
  const addResource = (record: ResourceRecord) => {
    const progress = { decision: 'none', waitsSince: new Date(record.createdAt) } as const;
    const stored: StoredResource =
      record.kind === 'payment' ? { ...record, ...progress, failed: [] } : { ...record, ...progress };
    resources.set(record.id, stored);
    requests.set(record.requestId, record);
    if (stored.kind === 'basket') decide.gather(stored);
  };
  const addAuthorisation = (record: AuthorisationRecord) => {
    const stored: StoredAuthorisation = {
      ...record,
      opened: false,
      decision: 'none',
      failed: {},
      confirmed: false,
      refreshes: [],
    };
    authorisations.set(record.id, stored);
    ofResource.set(record.resourceId, [...(ofResource.get(record.resourceId) ?? []), stored]);
    if (!requests.has(record.requestId)) requests.set(record.requestId, record);
    decide.wait(record.resourceId, new Date(record.createdAt));
  };

  return {
    resources,
    seeded,
    payments: () => [...resources.values()].filter((resource) => resource.kind === 'payment'),
    authorisation: (id) => authorisations.get(id),
    authorisationsOf: (id, purpose) => (ofResource.get(id) ?? []).filter((one) => one.purpose === purpose),
    byRequest: (id) => requests.get(id),
    byCode: (hash) => codes.get(hash),
    byRefreshToken: (hash) => refreshTokens.get(hash),
    reads: (key) => reads.get(key) ?? [],
    apply(entry) {
      switch (entry.type) {
        case 'created':
          return addResource(entry.resource);
        case 'authorisation':
          return addAuthorisation(entry.authorisation);
        case 'exempted':
          return decide.exempt(entry.resourceId, new Date(entry.at));
        case 'withdrawn':
        case 'revoked':
        case 'rejected':
          known(resources, entry.resourceId).decision = entry.type;
          return;
        case 'booked':
          seeded.push({ ...entry.booking, id: entry.id });
          return;
        case 'read':
          reads.set(entry.key, [...(reads.get(entry.key) ?? []), new Date(entry.at)]);
          return;
        default:
      }
      const authorisation = known(authorisations, entry.authorisationId);
      switch (entry.type) {
        case 'opened':
          authorisation.opened = true;
          return;
        case 'approved': {
          const { codeHash, codeChallenge, failed } = entry;
          const when = new Date(entry.at);
          authorisation.decision = 'approved';
          authorisation.failed = failed;
          authorisation.grant = { at: when, codeHash, codeChallenge, used: false };
          codes.set(codeHash, authorisation);
          if (!authorisation.needsConfirmation) decide.approve(authorisation, when);
          return;
        }
        case 'confirmed':
          authorisation.confirmed = true;
          return decide.approve(authorisation, new Date(entry.at));
        case 'refused':
          authorisation.decision = 'refused';
          return decide.refuse(authorisation);
        case 'code-used':
          if (authorisation.grant !== undefined) authorisation.grant.used = true;
          return;
        case 'refresh-token':
          authorisation.refreshes.push({ hash: entry.hash, at: new Date(entry.at) });
          refreshTokens.set(entry.hash, authorisation);
          return;
      }
    },
  };
}
