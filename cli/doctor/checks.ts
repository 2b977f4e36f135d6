import { archive } from './archive.ts';
import { bank } from './bank.ts';
import { certificates } from './certificates.ts';
import { clock } from './clock.ts';
import { deadLetters } from './dead-letters.ts';
import { directory } from './directory.ts';
import { erp } from './erp.ts';
import { erpCredentials } from './erp-credentials.ts';
import { erpOrganisations } from './erp-organisations.ts';
import { mailHook } from './mail-hook.ts';
import { psb } from './psb.ts';
import { psbCredentials } from './psb-credentials.ts';
import { psbParties } from './psb-parties.ts';
import { psbPermissions } from './psb-permissions.ts';
import { queues } from './queues.ts';
import { recognition } from './recognition.ts';
import type { Check } from './run-checks.ts';
import { secret } from './secret.ts';
import { table } from './table.ts';
import { webhook } from './webhook.ts';
import { webhookSecrets } from './webhook-secrets.ts';
import { webhookSignature } from './webhook-signature.ts';

/** Every check beside that of the settings, in the order in which they are printed; each after those that it needs. */
export const checks: readonly Check[] = [
  secret('psb-webhook'),
  secret('psb'),
  secret('erp'),
  secret('bank'),
  table,
  directory,
  archive,
  queues,
  deadLetters,
  psb,
  clock,
  psbCredentials,
  psbParties,
  psbPermissions,
  webhook,
  webhookSignature,
  webhookSecrets,
  mailHook,
  recognition,
  erp,
  erpCredentials,
  erpOrganisations,
  bank,
  certificates,
];
