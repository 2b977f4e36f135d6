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
import { renewConsents } from '../lib/steps/renew-consent.ts';

const settings = readSettings([...tableSettings, ...bankSettings, 'SECRETS'], process.env);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const { table } = connectTable(settings);

const services = withSecrets(readSecret, ['bank', 'sealing'], (bank, sealing) => ({
  consents: connectConsents(table, sealing),
  bank: connectBank(settings, bank),
  now: () => new Date(),
  newRequestId: randomUUID,
}));

/** Schedule: asks the bank what became of every consent, and says which must be given anew. */
export const handler = middy<ScheduledEvent, { renewals: number }>()
  .use(logInvocation())
  .handler(async () => {
    const renewals = await renewConsents(await services());
    return { renewals: renewals.length };
  });
