import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDirectory } from '../cli/directory-file.ts';
import type { Directory } from '../lib/payables/directory.ts';
import { startSandboxBank } from '../sandbox/bank/start-sandbox-bank.ts';
import { masterDataOf } from '../sandbox/erp-master-data.ts';
import { startSandboxErp } from '../sandbox/erp/start-sandbox-erp.ts';
import { startSandboxPsb } from '../sandbox/psb/start-sandbox-psb.ts';
import type { InProcessNet } from './in-process-net.ts';
import type { Scheduler } from './scheduler.ts';

export const houseHost = 'acquit.test';
export const publicUrl = `https://${houseHost}`;
export const webhookSecret = 'the secret of the simulated hook';
export const credentials = {
  clientId: 'acquit-simulation',
  clientSecret: 'the client secret of the simulation',
};
export const apiKey = 'the api key of the simulation';
export const bankClientId = 'PSDNL-SIMULATION';

const minute = 60_000;

/** Until PSB has told us, or five days have passed; at most an hour between two attempts. */
const retryDelays = [
  1000,
  5000,
  15_000,
  minute,
  5 * minute,
  15 * minute,
  ...Array.from({ length: 120 }, () => 60 * minute),
];

const directoryFile = fileURLToPath(new URL('../sandbox/directory.yml', import.meta.url));
let directory: Directory | undefined;

export const simulatedDirectory = (): Directory =>
  (directory ??= parseDirectory(readFileSync(directoryFile, 'utf8'), 'directory.yml'));

/** PSB, the ERP and the bank: the sandbox servers, by virtual time and without sockets. */
export async function startOutside(net: InProcessNet, clock: Scheduler) {
  const { organisations } = simulatedDirectory();
  const psb = await startSandboxPsb({
    ...credentials,
    clock,
    net,
    hooks: [
      {
        id: 'simulation',
        action: `${publicUrl}/psb/webhook#${webhookSecret}`,
        topics: ['InvoiceReceived', 'InvoiceResponse*'],
      },
    ],
    parties: organisations.flatMap(({ parties }) => parties),
    retryDelays,
    webhooksInFlight: 4,
    responseDelayMs: 5000,
  });
  const erp = await startSandboxErp({
    ...credentials,
    clock,
    net,
    stepMs: minute,
    organisations: masterDataOf(simulatedDirectory()),
  });
  const bank = await startSandboxBank({
    apiKey,
    clientId: bankClientId,
    redirectUris: [`${publicUrl}/psd2/callback`],
    debtorIbans: organisations.map(({ ownAccount }) => ownAccount),
    clock,
    net,
    stepMs: minute,
  });
  const host = (url: string) => new URL(url).host;
  return {
    psb,
    erp,
    bank,
    hosts: [
      { system: 'psb', host: host(psb.url) },
      { system: 'psb', host: host(psb.identityUrl) },
      { system: 'erp', host: host(erp.url) },
      { system: 'erp', host: host(erp.tokenUrl) },
      { system: 'bank', host: host(bank.url) },
    ] as const,
    stop: () => Promise.all([psb.stop(), erp.stop(), bank.stop()]),
  };
}

export type Outside = Awaited<ReturnType<typeof startOutside>>;
