import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { bankSettings, connectBank } from '../lib/steps/connect/bank.ts';
import { connectConsents } from '../lib/steps/connect/consents.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { type Reconciled, reconcilePayments } from '../lib/steps/reconcile-payments.ts';
import { createAccountReadingStore } from '../lib/storage/account-reading-store.ts';
import { createReadBudgetStore } from '../lib/storage/read-budget-store.ts';
import { createReconciliationStore } from '../lib/storage/reconciliation-store.ts';

const settings = readSettings([...tableSettings, ...bankSettings, 'SECRETS'], process.env);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);
const { table } = stores;

const services = withSecrets(readSecret, ['bank', 'sealing'], (bank, sealing) => ({
  ...stores,
  consents: connectConsents(table, sealing),
  budget: createReadBudgetStore(table, { budget: settings.BANK_AIS_DAILY_BUDGET }),
  accounts: createAccountReadingStore(table),
  reports: createReconciliationStore(table),
  bank: connectBank(settings, bank),
  maxHistoryDays: settings.BANK_AIS_MAX_HISTORY_DAYS,
  futureDated: settings.BANK_FUTURE_DATED,
  now: () => new Date(),
  newRequestId: randomUUID,
}));

/** Schedule: looks for the booked entries of our payments on the accounts whose read is due. */
export const handler = middy<ScheduledEvent, Reconciled>()
  .use(logInvocation())
  .handler(async () => reconcilePayments(await services()));
