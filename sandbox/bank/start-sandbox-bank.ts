import { Hono, type MiddlewareHandler } from 'hono';
import { createTokenMint } from '../access-token.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createFaults, type Faults } from '../faults.ts';
import { openJournal } from '../journal.ts';
import { type LoggedRequest, startLoopbackServer } from '../loopback-server.ts';
import type { BankContext } from './bank-context.ts';
import { bankEntrySchema, createBankState } from './bank-state.ts';
import { addOAuthRoutes } from './oauth-api.ts';
import { addPaymentRoutes } from './payment-api.ts';
import type { PaymentBody } from './payment-body.ts';
import { type ScaStatus, scaStatus, type TransactionStatus, transactionStatus } from './payment-status.ts';
import { pressButton } from './psu.ts';
import { addScaRoutes } from './sca-api.ts';
import { TppError } from './tpp-error.ts';

export interface SandboxBankOptions {
  /** Where the journal lives; without it the state dies with the process. */
  readonly dataFolder?: string;
  readonly port?: number;
  readonly apiKey: string;
  readonly clientId: string;
  /** The callback URLs that were declared at onboarding; compared letter by letter. */
  readonly redirectUris: readonly string[];
  /** The accounts of the PSU; a payment from another account is taken in and fails at the SCA. */
  readonly debtorIbans: readonly string[];
  readonly clock?: Clock;
  /** Milliseconds from ACTC to ACSP and from there to ACSC: 1000. */
  readonly stepMs?: number;
  /** Whether the payment resources ask for the token of the SCA: `none` (psd2.md 4.8: banks differ). */
  readonly statusAuth?: 'none' | 'bearer';
  /** The payments that this bank takes and executes without asking for SCA (psd2.md 1.5): none. */
  readonly withoutSca?: (body: PaymentBody) => boolean;
}

export interface SandboxBank {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  payments(): readonly BankPayment[];
  /** Approves as the PSU would; answers the address that the bank sends the browser to, unvisited. */
  approve(authorizeUrl: string): Promise<string>;
  /** Refuses as the PSU would; answers the address that the bank sends the browser to, unvisited. */
  refuse(authorizeUrl: string): Promise<string>;
  stop(): Promise<void>;
}

export interface BankPayment {
  readonly paymentId: string;
  readonly authorisationId: string;
  readonly requestId: string;
  readonly body: PaymentBody;
  readonly transactionStatus: TransactionStatus;
  readonly scaStatus: ScaStatus;
}

/** A bank with its OAuth server and SCA page on 127.0.0.1, behaving like psd2.md 3, 4 and 8. */
export async function startSandboxBank(options: SandboxBankOptions): Promise<SandboxBank> {
  const { apiKey, clientId, redirectUris, debtorIbans, clock = systemClock, stepMs = 1000 } = options;
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
  const app = createBankApp({
    apiKey,
    clientId,
    redirectUris,
    debtorIbans,
    statusAuth: options.statusAuth ?? 'none',
    stepMs,
    withoutSca: options.withoutSca ?? (() => false),
    mint: createTokenMint('bank', apiKey, now),
    state,
    now,
    record: journal.record,
  });
  const server = await startLoopbackServer({
    name: 'api',
    port: options.port ?? 0,
    app,
    clock,
    faults,
    requests,
  });

  return {
    url: server.url,
    requests,
    faults,
    payments: () =>
      [...state.payments.values()].map((payment) => ({
        paymentId: payment.id,
        authorisationId: payment.authorisationId,
        requestId: payment.requestId,
        body: payment.body,
        transactionStatus: transactionStatus(payment, now(), stepMs),
        scaStatus: scaStatus(payment, now()),
      })),
    approve: (authorizeUrl) => pressButton(authorizeUrl, 'approve'),
    refuse: (authorizeUrl) => pressButton(authorizeUrl, 'refuse'),
    async stop() {
      await server.stop();
      journal.close();
    },
  };
}

function createBankApp(context: BankContext): Hono {
  const app = new Hono();
  // The gateway in front refuses with a body of its own, not with tppMessages (psd2.md 1.3).
  const gateway: MiddlewareHandler = async (c, next) =>
    c.req.header('apiKey') === context.apiKey
      ? next()
      : c.json({ code: 401, description: 'Invalid apiKey' }, 401);
  app.use('/v1/*', gateway);
  app.use('/.well-known/*', gateway);
  app.onError((error, c) => {
    if (error instanceof TppError) return error.toResponse(c);
    throw error;
  });
  addOAuthRoutes(app, context);
  addScaRoutes(app, context);
  addPaymentRoutes(app, context);
  return app;
}
