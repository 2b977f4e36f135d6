import type { Directory } from '../lib/payables/directory.ts';
import { type SandboxBank, type SandboxBankOptions, startSandboxBank } from './bank/start-sandbox-bank.ts';
import { masterDataOf } from './erp-master-data.ts';
import { type SandboxErp, startSandboxErp } from './erp/start-sandbox-erp.ts';
import type { Ports } from './ports.ts';
import { type SandboxPsb, type SandboxPsbOptions, startSandboxPsb } from './psb/start-sandbox-psb.ts';
import type { RunSecrets } from './run-secrets.ts';
import type { RunSettings } from './run-settings.ts';

export interface SandboxPeers {
  /** Absent when the settings name another one for all of its addresses. */
  readonly psb: SandboxPsb | undefined;
  readonly erp: SandboxErp | undefined;
  readonly bank: SandboxBank | undefined;
  /** The settings of the functions that say where the peers are. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface PeersOptions {
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly directory: Directory;
  readonly secrets: RunSecrets;
  readonly settings: RunSettings;
  readonly publicUrl: string;
  readonly stepMs: number;
  readonly psb: Partial<SandboxPsbOptions>;
  readonly bank: Partial<SandboxBankOptions>;
}

/** Starts the sandbox PSB, ERP and bank, each unless the settings put another one in its place. */
export async function startPeers(options: PeersOptions): Promise<SandboxPeers> {
  const { psb, erp, bank } = options.settings;
  const [sandboxPsb, sandboxErp, sandboxBank] = await Promise.all([
    psb.url !== undefined && psb.identityUrl !== undefined ? undefined : startPsb(options),
    erp.url !== undefined && erp.tokenUrl !== undefined ? undefined : startErp(options),
    bank.url !== undefined && bank.tokenUrl !== undefined ? undefined : startBank(options),
  ]);
  const bankUrl = bank.url ?? sandboxBank?.url ?? '';
  const bankTokenUrl = bank.tokenUrl ?? `${sandboxBank?.url ?? ''}/v1/token`;
  const bankHosts = bank.hosts ?? [
    ...new Set([bankUrl, bankTokenUrl].map((address) => new URL(address).host)),
  ];
  return {
    psb: sandboxPsb,
    erp: sandboxErp,
    bank: sandboxBank,
    environment: {
      PSB_URL: psb.url ?? sandboxPsb?.url ?? '',
      PSB_IDENTITY_URL: psb.identityUrl ?? sandboxPsb?.identityUrl ?? '',
      ERP_URL: erp.url ?? sandboxErp?.url ?? '',
      ERP_TOKEN_URL: erp.tokenUrl ?? sandboxErp?.tokenUrl ?? '',
      BANK_URL: bankUrl,
      BANK_TOKEN_URL: bankTokenUrl,
      BANK_HOSTS: bankHosts.join(','),
    },
    async stop() {
      await Promise.all([sandboxPsb?.stop(), sandboxErp?.stop(), sandboxBank?.stop()]);
    },
  };
}

function startPsb({
  dataFolder,
  ports,
  directory,
  secrets,
  publicUrl,
  psb,
}: PeersOptions): Promise<SandboxPsb> {
  const [secret = ''] = secrets['psb-webhook'].secrets;
  return startSandboxPsb({
    dataFolder,
    port: ports.psb,
    identityPort: ports.identity,
    clientId: secrets.psb.clientId,
    clientSecret: secrets.psb.clientSecret,
    parties: directory.organisations.flatMap((organisation) => organisation.parties),
    hooks: [
      {
        id: 'acquit',
        action: `${publicUrl}/psb/webhook#${secret}`,
        topics: ['Invoice*', 'MessageLevelStatus*'],
      },
      {
        id: 'acquit-outage',
        action: 'mailto:operations@acquit.example',
        topics: ['HookSentRetry', 'HookSentError'],
      },
    ],
    webhooksInFlight: 8,
    ...psb,
  });
}

function startErp({ dataFolder, ports, directory, secrets, stepMs }: PeersOptions): Promise<SandboxErp> {
  return startSandboxErp({
    dataFolder,
    port: ports.erp,
    tokenPort: ports.erpToken,
    clientId: secrets.erp.clientId,
    clientSecret: secrets.erp.clientSecret,
    stepMs,
    organisations: masterDataOf(directory),
  });
}

function startBank({
  dataFolder,
  ports,
  directory,
  secrets,
  publicUrl,
  stepMs,
  bank,
}: PeersOptions): Promise<SandboxBank> {
  return startSandboxBank({
    dataFolder,
    port: ports.bank,
    apiKey: secrets.bank.apiKey,
    clientId: secrets.bank.clientId,
    redirectUris: [`${publicUrl}/psd2/callback`],
    debtorIbans: directory.organisations.map(({ ownAccount }) => ownAccount),
    stepMs,
    ...bank,
  });
}
