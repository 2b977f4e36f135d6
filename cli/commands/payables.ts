import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { approvable } from '../../lib/payables/approvable.ts';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import type { Conversation } from '../../lib/payables/conversation.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { bankLink } from '../bank-link.ts';
import { connectHouse, type House } from '../connect-house.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPayable, listPayables, readPayables } from '../find-payable.ts';
import { conversationText } from '../print-conversation.ts';
import { findingLines } from '../print-findings.ts';
import { printTable } from '../print-table.ts';

/** As many of one organisation and status as a person can look through. */
const listLimit = 500;

/** As many as fit well into one record. */
const mostInLink = 1000;

const collect = (value: string, before: string[]) => [...before, ...value.split(',')];

/** `acquit payables`: what became of the invoices, and the decisions that are a person's. */
export const payablesCommand = (): Command =>
  new Command('payables')
    .description('Lists and shows payables; releases and rejects held ones.')
    .addCommand(
      new Command('list')
        .description('Lists payables, newest change first within a status.')
        .option('--organisation <code>', 'only of this organisation')
        .option('--status <status>', 'only in this status, e.g. HELD')
        .option('--limit <number>', 'at most so many of each organisation and status', positive, listLimit)
        .option('--json', 'print a JSON array')
        .action(list),
    )
    .addCommand(
      new Command('show')
        .description('Shows the whole story of one payable; exits with 1 when its history is broken.')
        .argument('<payable>', 'party/document, its document id (or the start of it) or its invoice number')
        .option('--json', 'print the record')
        .action(show),
    )
    .addCommand(
      new Command('release')
        .description(
          'Lets a held payable go on: it is assessed again. A payment that failed at the bank starts again.',
        )
        .argument('<payable>')
        .option(
          '--approve <codes>',
          'findings that must not stop it any more (NEW_BANK_ACCOUNT, …)',
          collect,
          [],
        )
        .option('--note <text>', 'how it was checked')
        .option('--by <name>', 'who decides', userInfo().username)
        .action(release),
    )
    .addCommand(
      new Command('reject')
        .description('Refuses a held or failed payable for good.')
        .argument('<payable>')
        .requiredOption('--reason <text>', 'why, for the history')
        .option('--by <name>', 'who decides', userInfo().username)
        .action(reject),
    )
    .addCommand(
      new Command('authorise')
        .description('Prints the link by which a finance user authorises payments at the bank.')
        .argument('[payables...]', 'which; without any, all that wait (PAYMENT_BUILT)')
        .option('--organisation <code>', 'only of this organisation')
        .action(authorise),
    )
    .addCommand(
      new Command('cancel')
        .description('Prints the link by which a finance user takes a payment back at the bank.')
        .argument('<payable>')
        .action(cancel),
    );

function positive(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

async function list(options: {
  organisation?: string;
  status?: string;
  limit: number;
  json?: true;
}): Promise<void> {
  const house = connectHouse();
  const { keys, cut } = await listPayables(house, options);
  if (cut.length > 0) {
    process.stderr.write(
      `Only the newest ${options.limit} are listed of: ${cut.join(', ')}. See more with --limit.\n`,
    );
  }
  const found = await readPayables(house, keys);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    printTable([
      ['DOCUMENT', 'NUMBER', 'SUPPLIER', 'AMOUNT', 'STATUS', 'FINDINGS'],
      ...found.map((payable) => [
        payable.documentId,
        payable.document?.number ?? '–',
        payable.document?.sellerName ?? '–',
        `${payable.document?.payableAmount ?? '–'} ${payable.document?.currency ?? ''}`.trim(),
        payable.status,
        payable.findings.map(({ code }) => code).join(', '),
      ]),
    ]),
  );
}

async function show(wanted: string, { json }: { json?: true }): Promise<void> {
  const house = connectHouse();
  const payable = await findPayable(house, wanted);
  const conversation = await house.conversations.read(payable);
  process.stdout.write(
    json ? `${JSON.stringify({ ...payable, conversation }, null, 2)}\n` : story(payable, conversation),
  );
  const broken = firstBrokenEntry(payable.history);
  if (broken === undefined) return;
  process.stderr.write(`Entry ${broken + 1} of the history does not follow from the one before.\n`);
  process.exitCode = exitCodes.stopped;
}

function story(payable: Payable, conversation: Conversation | undefined): string {
  const { document, request, erp, bank, booked, findings, history, archive, part, siblings = [] } = payable;
  const facts = [
    ['document', `${payable.party}/${payable.documentId}`],
    ['organisation', payable.organisation ?? '–'],
    [
      'invoice',
      `${document?.number ?? '–'} of ${document?.issueDate ?? '–'} from ${document?.sellerName ?? '–'}`,
    ],
    ['amount', `${document?.payableAmount ?? '–'} ${document?.currency ?? ''}`],
    ...(part === undefined
      ? []
      : [['part', `${part}: ${request?.amount ?? '–'} ${document?.currency ?? ''}`]]),
    ...(siblings.length === 0 ? [] : [['led to', siblings.join('\n')]]),
    ['status', `${payable.status} since ${payable.changedAt}`],
    [
      'archive',
      archive === undefined ? '–' : `${archive.key}, ${archive.size} bytes, sha256 ${archive.sha256}`,
    ],
    ['request', request === undefined ? '–' : `${request.externalRequestId} for ${request.executionDate}`],
    ['ERP', erp?.intakeStatus ?? '–'],
    ['bank', bank === undefined ? '–' : `${bank.endToEndId} ${bank.transactionStatus ?? ''}`],
    ...(booked === undefined
      ? []
      : [['booking', `on ${booked.bookingDate ?? 'a day unknown'}, found by ${booked.rule}`]]),
  ];
  const broken = firstBrokenEntry(history);
  const chain =
    broken === undefined ? 'every entry follows from the one before' : `BROKEN at entry ${broken + 1}`;
  return [
    printTable(facts),
    ...(findings.length === 0 ? [] : ['findings', ...findings.flatMap((one) => ['', ...lines(one)]), '']),
    `history (${chain})`,
    printTable(history.map(({ at, status, by, what }) => [`  ${at}`, status, by, what])),
    ...(conversation === undefined ? [] : ['responses to the supplier', conversationText(conversation)]),
  ].join('\n');
}

const lines = (found: Payable['findings'][number]) =>
  // A stored code may come from another version than this one: it is shown as it is.
  findingLines([found as Parameters<typeof findingLines>[0][number]]).map((line) => `  ${line}`);

async function release(
  wanted: string,
  options: { approve: string[]; note?: string; by: string },
): Promise<void> {
  const unknown = options.approve.filter((code) => !approvable.some((known) => known === code));
  if (unknown.length > 0) {
    throw new Error(`${unknown.join(', ')} cannot be approved; these can: ${[...approvable].join(', ')}.`);
  }
  const house = connectHouse();
  const payable = await findPayable(house, wanted);
  await releasePayable(payable, options, house);
  process.stdout.write(`${wanted} is released.\n`);
}

async function reject(wanted: string, { reason, by }: { reason: string; by: string }): Promise<void> {
  const house = connectHouse();
  const { party, documentId } = await findPayable(house, wanted);
  await rejectPayable({ party, documentId }, { by, reason }, house);
  process.stdout.write(`${wanted} is rejected.\n`);
}

async function authorise(wanted: readonly string[], options: { organisation?: string }): Promise<void> {
  const house = connectHouse();
  const named = await Promise.all(wanted.map((one) => findPayable(house, one)));
  const all = wanted.length > 0 ? named : await waitingPayables(house, options);
  if (all.length === 0) throw new Error('No payment waits to be authorised.');
  const payables = all.slice(0, mostInLink).map(({ party, documentId }) => ({ party, documentId }));
  process.stdout.write(`${await bankLink({ kind: 'payments', payables }, house)}\n`);
  const left = all.length - payables.length;
  const more = left === 0 ? '' : ` ${left} more wait: ask for another link when these are done.`;
  process.stderr.write(`For ${payables.length} of ${all.length}, and for one browser.${more}\n`);
}

async function waitingPayables(
  house: House,
  { organisation }: { organisation?: string },
): Promise<Payable[]> {
  const status = 'PAYMENT_BUILT';
  const { keys } = await listPayables(
    house,
    organisation === undefined ? { status } : { status, organisation },
  );
  return readPayables(house, keys, ({ settlement }) => settlement === 'psd2');
}

async function cancel(wanted: string): Promise<void> {
  const house = connectHouse();
  const { party, documentId } = await findPayable(house, wanted);
  process.stdout.write(
    `${await bankLink({ kind: 'cancellation', payable: { party, documentId } }, house)}\n`,
  );
}
