import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import { uuidV5 } from '../../lib/identifiers/uuid-v5.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { createDirectoryStore } from '../../lib/storage/directory-store.ts';
import { sha256 } from '../../lib/storage/sent-bytes-store.ts';
import { noSettings, readRunSettings } from '../../sandbox/run-settings.ts';
import { type Stack, startStack } from '../../sandbox/start-stack.ts';
import { exitCodes } from '../exit-codes.ts';
import { listPayables } from '../find-payable.ts';
import { inputPath, readInput } from '../input-file.ts';
import { printTable } from '../print-table.ts';
import { authorisationLink, authoriseAsPsu } from '../run/authorise-as-psu.ts';
import { followConversations } from '../run/follow-conversations.ts';
import { type Followed, followToRest } from '../run/follow.ts';
import { createProgress } from '../run/progress.ts';
import { header, type Row, toCells } from '../run/row.ts';
import { sandboxDirectory } from '../sandbox-directory.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

interface Options {
  keep?: true;
  settings?: string;
  data?: string;
  json?: true;
}

/** `acquit run`, which `npm start` calls: the whole journey on this machine. */
export const runCommand = (): Command =>
  new Command('run')
    .description('Runs the whole journey on this machine and shows what becomes of each document.')
    .argument('[files...]', 'documents to receive; default: the samples in events/invoices')
    .option('--keep', 'leave everything running, on documented ports, and print the addresses')
    .option('--settings <file>', 'name other peers than the sandbox; then only host the functions and wait')
    .option('--data <folder>', 'keep the data there; an interrupted run goes on when it is started again')
    .option('--json', 'print the result as JSON')
    .action(async (files: string[], options: Options) => {
      process.exitCode = await run(files, options);
    });

async function run(files: readonly string[], options: Options): Promise<number> {
  const settings = options.settings === undefined ? noSettings : readRunSettings(inputPath(options.settings));
  if (options.settings !== undefined && files.length > 0) {
    throw new Error('With --settings the documents come from the PSB that it names: leave the files out.');
  }
  if (options.keep && options.data !== undefined) {
    throw new Error(
      '--keep has a data folder of its own, .acquit/kept, where the other commands look: leave --data out.',
    );
  }
  const documents =
    options.settings === undefined ? (files.length > 0 ? files : samples()).map(toDocument) : [];
  const { folder, temporary } = dataFolder(options);
  say(`Starting the stack; its data is in ${folder}`);
  const directory = sandboxDirectory(root, settings.directory);
  const stack = await startStack({
    root,
    dataFolder: folder,
    keep: options.keep ?? false,
    directory,
    settings,
  });
  const environmentFile = join(folder, 'environment.json');
  const asked = new AbortController();
  const ended = untilAskedToStop().then(() => asked.abort());
  try {
    const outcome = documents.length > 0 ? await journey(stack, documents, options, asked.signal) : undefined;
    if (outcome !== undefined) await report(outcome, options, stack);
    if ((options.keep || options.settings !== undefined) && !asked.signal.aborted) {
      if (options.keep) writeFileSync(environmentFile, JSON.stringify(stack.environment));
      say(addresses(stack));
      await ended;
    }
    if (asked.signal.aborted && temporary && !outcome?.atRest)
      say(`Stopped. It goes on with: npm start -- --data ${folder}`);
    if (temporary && outcome?.atRest) rmSync(folder, { recursive: true, force: true });
    return outcome === undefined || outcome.atRest ? exitCodes.done : exitCodes.stopped;
  } finally {
    // Other commands must not look for what is not there any more.
    rmSync(environmentFile, { force: true });
    await stack.stop();
  }
}

interface Document {
  readonly file: string;
  readonly bytes: Buffer;
}

interface Outcome {
  readonly rows: readonly Row[];
  readonly atRest: boolean;
  readonly waiting: readonly Payable[];
}

async function journey(
  stack: Stack,
  documents: readonly Document[],
  { keep }: Options,
  stop: AbortSignal,
): Promise<Outcome> {
  const { psb, bank } = stack.peers;
  if (psb === undefined) throw new Error('Documents can only be put into the sandbox PSB.');
  const { keys: earlier } = await listPayables({
    payables: stack.payables,
    directory: createDirectoryStore(stack.table),
  });
  const put: Followed[] = [];
  for (const { file, bytes } of documents) {
    const party = psb.partyOf(bytes);
    // The same file is the same document, also when an interrupted run is started again.
    const documentId = uuidV5('sandbox document', basename(file), sha256(bytes));
    await psb.receiveDocument({ party, bytes, documentId, fileName: basename(file) });
    put.push({ party: normalisePartyId(party), documentId, file: basename(file) });
  }
  const others = earlier
    .filter((key) => !put.some(({ documentId }) => documentId === key.documentId))
    .map((key) => ({ ...key, file: null }));

  const authorised = new Set<string>();
  const waiting = new Map<string, Payable>();
  const progress = createProgress(process.stderr);
  const { rows, atRest } = await followToRest([...put, ...others], stack.payables, {
    stop,
    onChange: progress.update,
    waitsForPerson: (payable) => keep === true && isAtPsu(payable),
    async onMoving(payable) {
      const { documentId } = payable;
      if (!isAtPsu(payable)) return;
      if (keep || bank === undefined) waiting.set(documentId, payable);
      if (keep || bank === undefined || authorised.has(documentId)) return;
      // An interrupted run may have left the PSU anywhere between here and the bank: what does not work now is
      // tried again, and what the bank knows already is found out by polling.
      if (await authoriseAsPsu(stack, payable)) authorised.add(documentId);
    },
  });
  const told = await followConversations(rows, [...put, ...others], stack.conversations, stop);
  progress.end();
  return { rows: told, atRest, waiting: [...waiting.values()] };
}

/** The next move is the finance user's, before the bank or at it. */
const isAtPsu = ({ status, bank }: Payable): boolean =>
  status === 'PAYMENT_BUILT' || (status === 'AUTHORISING' && bank?.callbackAt === undefined);

async function report({ rows, atRest, waiting }: Outcome, { json }: Options, stack: Stack): Promise<void> {
  if (json) {
    process.stdout.write(`${JSON.stringify({ atRest, rows }, null, 2)}\n`);
    return;
  }
  process.stdout.write(printTable([[...header], ...rows.map(toCells)]));
  const resting = rows.length - waiting.length;
  say(
    atRest
      ? `${resting} of ${rows.length} payables came to rest.`
      : 'Some payables did not come to rest; the logs of the functions are in the data folder.',
  );
  for (const payable of waiting) {
    say(
      `${payable.document?.number} waits for you to authorise it: ${await authorisationLink(stack, payable)}`,
    );
  }
}

function addresses({ environment, host }: Stack): string {
  return printTable([
    ['', ''],
    ['webhook', `POST ${host.url}/psb/webhook`],
    ['PSB', environment['PSB_URL'] ?? ''],
    ['identity server', environment['PSB_IDENTITY_URL'] ?? ''],
    ['ERP', environment['ERP_URL'] ?? ''],
    ['token host', environment['ERP_TOKEN_URL'] ?? ''],
    ['bank', environment['BANK_URL'] ?? ''],
    ['SQS and S3', environment['SQS_ENDPOINT'] ?? ''],
    ['DynamoDB', environment['DYNAMODB_ENDPOINT'] ?? ''],
    ['', ''],
    ['Everything keeps running; press Ctrl-C to stop.', ''],
  ]);
}

function dataFolder({ data, keep }: Options): { folder: string; temporary: boolean } {
  if (data !== undefined) return { folder: inputPath(data), temporary: false };
  if (keep) return { folder: join(root, '.acquit/kept'), temporary: false };
  mkdirSync(join(root, '.acquit'), { recursive: true });
  return { folder: mkdtempSync(join(root, '.acquit/run-')), temporary: true };
}

const samples = (): string[] => {
  const folder = join(root, 'events/invoices');
  return readdirSync(folder).map((name) => join(folder, name));
};

const toDocument = (file: string): Document => ({ file, bytes: readInput(file) });

/** Progress and hints go to stderr, so that stdout holds the result alone. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
