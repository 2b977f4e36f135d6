import { bankSettings } from '../../lib/steps/connect/bank.ts';
import { erpSettings } from '../../lib/steps/connect/erp.ts';
import { psbSettings } from '../../lib/steps/connect/psb.ts';
import { tableSettings } from '../../lib/steps/connect/table.ts';

/** What the checks need to find everything. How patient the functions are is not looked at. */
export const patientSettings = [
  ...tableSettings,
  'ARCHIVE_BUCKET',
  'S3_ENDPOINT',
  'SQS_ENDPOINT',
  'DOCUMENTS_QUEUE_URL',
  'SUBMISSIONS_QUEUE_URL',
  'AUTHORISATIONS_QUEUE_URL',
  'RESPONSES_QUEUE_URL',
  'SECRETS',
  ...psbSettings,
  ...erpSettings,
  ...bankSettings,
] as const;
