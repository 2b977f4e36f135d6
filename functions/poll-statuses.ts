import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { logger } from '../lib/observability/logger.ts';
import { bankNameOf, bankSettings, connectBank } from '../lib/steps/connect/bank.ts';
import { connectConsents } from '../lib/steps/connect/consents.ts';
import { connectErp, erpSettings } from '../lib/steps/connect/erp.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { pollBank } from '../lib/steps/poll-bank.ts';
import { pollErp } from '../lib/steps/poll-erp.ts';
import { watchCertificates } from '../lib/steps/watch-certificates.ts';

const settings = readSettings(
  [...tableSettings, ...turnSettings, ...erpSettings, ...bankSettings, 'SECRETS'],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = withSecrets(readSecret, ['erp', 'bank', 'sealing'], (erp, bank, sealing) => {
  // Here it is told with every fresh instance, several times a day, and not every minute.
  watchCertificates(bank, new Date());
  return {
    ...stores,
    ...connectTurns(settings),
    erp: connectErp(settings, erp),
    erpTotals: new Map<string, number>(),
    consents: connectConsents(stores.table, sealing),
    bank: connectBank(settings, bank),
    bankName: bankNameOf(settings),
    newRequestId: randomUUID,
  };
});

/** Schedule: reads the statuses that are due, at the ERP and at the bank side by side. */
export const handler = middy<ScheduledEvent, { erp: number; bank: number }>()
  .use(logInvocation())
  .handler(async () => {
    const ready = await services();
    const [erp, bank] = await Promise.all([pollErp(ready), pollBank(ready)]);
    logger.info('statuses polled', { erp, bank });
    return { erp, bank };
  });
