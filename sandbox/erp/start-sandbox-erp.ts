import { createTokenMint } from '../access-token.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createFaults, type Faults } from '../faults.ts';
import { openJournal } from '../journal.ts';
import type { LoggedRequest } from '../loopback-server.ts';
import { loopbackNet, type Net } from '../net.ts';
import { createErpApi } from './erp-api.ts';
import { createErpState, erpEntrySchema, type StoredRequest } from './erp-state.ts';
import type { SandboxOrganisation } from './organisation.ts';
import { type IntakeStatus, type Outcome, progressOf } from './progress.ts';
import { createRateLimiter, defaultRateLimit, type RateLimit } from './rate-limit.ts';
import type { Submission } from './submission.ts';
import { createTokenHost, tokenPath } from './token-host.ts';

export interface SandboxErpOptions {
  /** Where the journal lives; without it the state dies with the process. */
  readonly dataFolder?: string;
  readonly port?: number;
  readonly tokenPort?: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly organisations: readonly SandboxOrganisation[];
  readonly clock?: Clock;
  /** Milliseconds that a payment request stays in one status: 1000. */
  readonly stepMs?: number;
  readonly rateLimit?: RateLimit;
  /** Sockets without it. */
  readonly net?: Net;
}

export interface SandboxErp {
  /** The API base, `…/api/v1`. */
  readonly url: string;
  /** The token endpoint, on a host of its own. */
  readonly tokenUrl: string;
  /** Every call that came in, of the `api` and of the `token` server. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** Scripts the end of the requests that match, stored ones that are not at their end yet and future ones. */
  decide(match: string | ((submission: Submission) => boolean), outcome: Outcome): void;
  records(): readonly ErpRecord[];
  /** How many payment requests were created under each external_request_id, over all organisations. */
  creations(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface ErpRecord {
  readonly id: string;
  readonly submission: Submission;
  readonly intakeStatus: IntakeStatus;
  readonly createdAt: Date;
}

const endings: readonly IntakeStatus[] = ['PAID', 'FAILED', 'VALIDATION_FAILED'];

/** The ERP and its token host on 127.0.0.1, behaving like erp.md. */
export async function startSandboxErp(options: SandboxErpOptions): Promise<SandboxErp> {
  const {
    clientId,
    clientSecret,
    organisations,
    clock = systemClock,
    stepMs = 1000,
    net = loopbackNet,
  } = options;
  const now = () => clock.now();
  const state = createErpState();
  const journal = openJournal({
    dataFolder: options.dataFolder,
    name: 'erp',
    entry: erpEntrySchema,
    apply: state.apply,
  });

  const decisions: { matches: (submission: Submission) => boolean; outcome: Outcome }[] = [];
  const outcomeOf = (submission: Submission) => decisions.find(({ matches }) => matches(submission))?.outcome;
  const statusOf = ({ submission, createdAt, outcome }: StoredRequest) =>
    progressOf({ createdAt, now: now(), stepMs, buildInstructions: submission.build_instructions, outcome })
      .intakeStatus;

  const mint = createTokenMint('erp', clientSecret, now);
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  const serve = { clock, faults, requests };
  const tokenHost = await net.serve({
    ...serve,
    name: 'token',
    port: options.tokenPort ?? 0,
    app: createTokenHost({ clientId, clientSecret, mint }),
  });
  const admit = createRateLimiter(options.rateLimit ?? defaultRateLimit, now);
  const api = await net.serve({
    ...serve,
    name: 'api',
    port: options.port ?? 0,
    app: createErpApi({
      clientId,
      organisations,
      mint,
      state,
      now,
      stepMs,
      admit,
      outcomeOf,
      record: journal.record,
    }),
  });

  return {
    url: `${api.url}/api/v1`,
    tokenUrl: `${tokenHost.url}${tokenPath}`,
    requests,
    faults,
    decide(match, outcome) {
      const matches =
        typeof match === 'string' ? (given: Submission) => given.external_request_id === match : match;
      decisions.unshift({ matches, outcome });
      for (const record of state.records.values()) {
        const isOpen = matches(record.submission) && !endings.includes(statusOf(record));
        if (isOpen) journal.record({ type: 'decided', id: record.id, outcome });
      }
    },
    records: () =>
      [...state.records.values()].map((record) => ({
        id: record.id,
        submission: record.submission,
        intakeStatus: statusOf(record),
        createdAt: record.createdAt,
      })),
    creations() {
      const counts = new Map<string, number>();
      for (const { submission } of state.records.values()) {
        counts.set(submission.external_request_id, (counts.get(submission.external_request_id) ?? 0) + 1);
      }
      return counts;
    },
    async stop() {
      await Promise.all([api.stop(), tokenHost.stop()]);
      journal.close();
    },
  };
}
