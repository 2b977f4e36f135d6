import * as z from 'zod';
import { canonicalJson, parseJsonWithLiterals } from './json-with-literals.ts';
import { type Outcome, outcomeSchema } from './progress.ts';
import { type Submission, submissionSchema } from './submission.ts';

/** Everything that changes the sandbox ERP. A submission is kept as the text that came in, digits and all. */
export const erpEntrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('created'),
    id: z.string(),
    body: z.string(),
    createdAt: z.iso.datetime(),
    outcome: outcomeSchema.optional(),
  }),
  z.object({ type: z.literal('decided'), id: z.string(), outcome: outcomeSchema }),
]);
export type ErpEntry = z.infer<typeof erpEntrySchema>;

export interface StoredRequest {
  readonly id: string;
  readonly submission: Submission;
  /** The payload in one spelling, to compare a replay with. */
  readonly canonical: string;
  readonly createdAt: Date;
  outcome: Outcome | undefined;
}

export interface ErpState {
  readonly records: Map<string, StoredRequest>;
  /** What was stored under the same external_request_id in the organisation, or the same idempotency_key. */
  earlier(submission: Submission): StoredRequest[];
  find(organisation: string, sourceSystem: string, externalRequestId: string): StoredRequest | undefined;
  /** The records of one organisation and source system, in no order that a reader could rely on. */
  list(organisation: string, sourceSystem: string): readonly StoredRequest[];
  readonly apply: (entry: ErpEntry) => void;
}

const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);

export function createErpState(): ErpState {
  const records = new Map<string, StoredRequest>();
  const byExternalId = new Map<string, StoredRequest>();
  const byIdempotencyKey = new Map<string, StoredRequest>();
  const lists = new Map<string, StoredRequest[]>();

  const externalKey = (organisation: string, source: string, id: string) =>
    keyOf(organisation, source.toLowerCase(), id);
  const idempotencyKey = (submission: Submission) =>
    keyOf(submission.source_system.toLowerCase(), submission.idempotency_key);

  const store = (record: StoredRequest) => {
    const { organization_short_code, source_system, external_request_id } = record.submission;
    records.set(record.id, record);
    byExternalId.set(externalKey(organization_short_code, source_system, external_request_id), record);
    byIdempotencyKey.set(idempotencyKey(record.submission), record);
    lists.clear();
  };

  return {
    records,
    earlier(submission) {
      const { organization_short_code, source_system, external_request_id } = submission;
      const sameId = byExternalId.get(
        externalKey(organization_short_code, source_system, external_request_id),
      );
      const sameKey = byIdempotencyKey.get(idempotencyKey(submission));
      return [sameId, sameKey].filter((record) => record !== undefined);
    },
    find: (organisation, source, id) => byExternalId.get(externalKey(organisation, source, id)),
    list(organisation, source) {
      const scope = keyOf(organisation, source.toLowerCase());
      const known = lists.get(scope);
      if (known !== undefined) return known;
      const mine = [...records.values()].filter(
        ({ submission }) =>
          keyOf(submission.organization_short_code, submission.source_system.toLowerCase()) === scope,
      );
      // By random id: new records land between old ones, as erp.md states no order.
      const list = mine.sort((a, b) => (a.id < b.id ? -1 : 1));
      lists.set(scope, list);
      return list;
    },
    apply(entry) {
      if (entry.type === 'decided') {
        const record = records.get(entry.id);
        if (record !== undefined) record.outcome = entry.outcome;
        return;
      }
      const payload = parseJsonWithLiterals(entry.body);
      store({
        id: entry.id,
        submission: submissionSchema.parse(payload),
        canonical: canonicalJson(payload),
        createdAt: new Date(entry.createdAt),
        outcome: entry.outcome,
      });
    },
  };
}
