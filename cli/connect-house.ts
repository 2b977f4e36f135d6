import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { AcquitError } from '../lib/findings/acquit-error.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { randomBytes } from 'node:crypto';
import { createConsentStore } from '../lib/storage/consent-store.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';
import { createTicketStore } from '../lib/storage/ticket-store.ts';
import { houseEnvironment } from './house-environment.ts';

/**
 * The table and queues that a command works on: those the environment names (on AWS), or else those of the
 * stack that `npm start -- --keep` keeps up in this folder. Throws CONFIGURATION_INVALID when there is neither.
 */
export function connectHouse() {
  const settings = readSettings(
    [
      ...tableSettings,
      'SQS_ENDPOINT',
      'DOCUMENTS_QUEUE_URL',
      'SUBMISSIONS_QUEUE_URL',
      'AUTHORISATIONS_QUEUE_URL',
      'RESPONSES_QUEUE_URL',
      'STEP_LEASE_SECONDS',
      'PUBLIC_URL',
      'SECRETS',
    ],
    houseEnvironment(),
  );
  const stores = connectTable(settings);
  const queues = connectQueues(settings);
  return {
    ...stores,
    directory: createDirectoryStore(stores.table),
    tickets: createTicketStore(stores.table),
    consents: createConsentStore(stores.table, withoutTokens),
    randomBytes: (size: number) => randomBytes(size),
    documents: queues.documents(settings.DOCUMENTS_QUEUE_URL),
    submissions: queues.submissions(settings.SUBMISSIONS_QUEUE_URL),
    authorisations: queues.authorisations(settings.AUTHORISATIONS_QUEUE_URL),
    responses: queues.responses(settings.RESPONSES_QUEUE_URL),
    leaseSeconds: settings.STEP_LEASE_SECONDS,
    publicUrl: settings.PUBLIC_URL,
    readSecret: createSecretReader(settings.SECRETS, Date.now),
    now: () => new Date(),
  };
}

/** A command sees consents and never their tokens: only the functions have the keys. */
const withoutTokens = {
  seal: refuseTokens,
  open: refuseTokens,
};

function refuseTokens(): never {
  throw new AcquitError('CONFIGURATION_INVALID', 'A command opens no tokens.');
}

export type House = ReturnType<typeof connectHouse>;
