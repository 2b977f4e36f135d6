import { randomUUID } from 'node:crypto';
import { createTokenMint } from '../access-token.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createFaults, type Faults } from '../faults.ts';
import { openJournal } from '../journal.ts';
import type { LoggedRequest } from '../loopback-server.ts';
import { loopbackNet, type Net } from '../net.ts';
import { createBankApp } from './bank-app.ts';
import type { BankContext } from './bank-context.ts';
import { bankEntrySchema, type SeededBooking, seededBookingSchema } from './bank-entry.ts';
import { type BankOptions, readRules } from './bank-options.ts';
import { createBankState } from './bank-state.ts';
import { type BankView, viewBank } from './bank-view.ts';
import { pressButton } from './psu.ts';
import { type Quirks, usualQuirks } from './quirks.ts';
import type { RecordedRequest } from './record-request.ts';

export interface SandboxBankOptions extends BankOptions {
  /** Where the journal lives; without it the state dies with the process. */
  readonly dataFolder?: string;
  readonly port?: number;
  readonly clock?: Clock;
  /** How this bank differs from the book at first; see Quirks. */
  readonly quirks?: Partial<Quirks>;
  /** Gets every call of the interface with its headers and body, as it comes in. */
  readonly recorded?: RecordedRequest[];
  /** Sockets without it. */
  readonly net?: Net;
}

export interface SandboxBank extends BankView {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly quirks: Quirks;
  /**
   * Approves as the PSU would; answers the address that the bank sends the browser to, unvisited, and nothing when it
   * sends the browser nowhere.
   */
  approve(authorizeUrl: string): Promise<string>;
  /** Refuses as the PSU would; answers like `approve`. */
  refuse(authorizeUrl: string): Promise<string>;
  /** Rejects a payment after all, whatever was said of it before: a late RJCT, which is booked nowhere. */
  reject(paymentId: string): void;
  /** Ends a consent as the PSU does in his bank's app. */
  revoke(consentId: string): void;
  /** Books an entry that no payment of this bank made: a payment by other means, or a reversal. */
  book(booking: SeededBooking): void;
  stop(): Promise<void>;
}

/** A bank with its OAuth server and SCA page on 127.0.0.1, behaving like psd2.md 1 to 8. */
export async function startSandboxBank(options: SandboxBankOptions): Promise<SandboxBank> {
  const { clock = systemClock, apiKey, net = loopbackNet } = options;
  const now = () => clock.now();
  const state = createBankState();
  const journal = openJournal({
    dataFolder: options.dataFolder,
    name: 'bank',
    entry: bankEntrySchema,
    apply: state.apply,
  });
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  const quirks: Quirks = { ...usualQuirks, ...options.quirks };
  const mint = createTokenMint('bank', apiKey, now);
  const { record } = journal;
  const context: BankContext = { ...readRules(options), mint, state, quirks, now, record };
  const server = await net.serve({
    name: 'api',
    port: options.port ?? 0,
    app: createBankApp(context, options.recorded),
    clock,
    faults,
    requests,
  });

  return {
    ...viewBank(context),
    url: server.url,
    requests,
    faults,
    quirks,
    approve: (authorizeUrl) => pressButton(authorizeUrl, 'approve', net),
    refuse: (authorizeUrl) => pressButton(authorizeUrl, 'refuse', net),
    reject: (resourceId) => record({ type: 'rejected', resourceId }),
    revoke: (resourceId) => record({ type: 'revoked', resourceId }),
    book: (booking) =>
      record({ type: 'booked', id: randomUUID(), booking: seededBookingSchema.parse(booking) }),
    async stop() {
      await server.stop();
      journal.close();
    },
  };
}
