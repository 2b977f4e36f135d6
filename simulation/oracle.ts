import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import { firstBrokenEntry } from '../lib/payables/history.ts';
import { isLegalMove } from '../lib/payables/lifecycle.ts';
import { type Payable, payableName, payableSchema } from '../lib/payables/payable.ts';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Aws, deadLettersOf } from './aws.ts';
import type { AttributeMap } from './models/evaluate.ts';
import { queueUrls } from './house-services.ts';
import { apiKey, credentials, type Outside, webhookSecret } from './outside.ts';
import type { SentDocument } from './suppliers.ts';

interface Ended {
  readonly aws: Aws;
  readonly outside: Outside;
  readonly sent: readonly SentDocument[];
  readonly logs: string;
}

/**
 * Looks at every move when it is made: a payable that becomes PAID has its proof at that moment, and one that becomes
 * FAILED has no payment under way (design.md 2.4). What is true a minute later was not true yet.
 */
export function watchMoves(outside: Outside, tell: (fault: string) => void) {
  return (before: AttributeMap | undefined, after: AttributeMap | undefined): void => {
    const status = after?.['status']?.S;
    if (after?.['sk']?.S !== 'STATE' || status === before?.['status']?.S) return;
    if (status !== 'PAID' && status !== 'FAILED') return;
    const payable = payableSchema.parse(unmarshall(after));
    const at = `${payableName(payable)} became ${status}`;
    if (status === 'PAID' && !isPaid(payable, outside)) tell(`${at} before the ERP or the bank had paid it`);
    if (status === 'FAILED' && isUnderWay(payable, outside)) tell(`${at} while the bank was at it`);
  };
}

/** The payables in the table. */
export const payablesIn = ({ table }: Aws): Payable[] =>
  [...table.items.values()]
    .filter(({ sk }) => sk?.S === 'STATE')
    .map((item) => payableSchema.parse(unmarshall(item)));

/** What is wrong after a run, each in a sentence; nothing when every promise was kept. */
export function judge(ended: Ended): string[] {
  const payables = payablesIn(ended.aws);
  return [
    ...lostDocuments(payables, ended),
    ...payables.flatMap((payable) => untrue(payable, payables, ended)),
    ...doubleRequests(ended),
    ...doublePayments(payables, ended),
    ...brokenHistories(payables),
    ...deadLetters(ended),
    ...toldTwice(ended),
    ...toldInLogs(ended),
  ];
}

const keyOf = ({ party, documentId }: { readonly party: string; readonly documentId: string }): string =>
  `${normalisePartyId(party)} ${documentId}`;

/** Every document of which we told PSB that we have it. */
function lostDocuments(payables: readonly Payable[], { outside, sent }: Ended): string[] {
  const known = new Set(payables.map(keyOf));
  const acknowledged = new Set(
    outside.psb.webhooks.filter(({ status }) => status === 200).map(({ documentId }) => documentId),
  );
  return sent
    .filter((document) => acknowledged.has(document.documentId) && !known.has(keyOf(document)))
    .map(({ kind, documentId }) => `${documentId} (${kind}) was acknowledged and is not there`);
}

/** A payable rests, where its kind may rest, and where the ERP and the bank say that it is. */
function untrue(payable: Payable, payables: readonly Payable[], ended: Ended): string[] {
  const name = payableName(payable);
  const { status } = payable;
  const document = ended.sent.find(({ documentId }) => payable.documentId.startsWith(documentId));
  if (document === undefined) return [`${name} is a payable of no document`];
  const same = payables.filter((one) =>
    ended.sent.some(
      (other) => other.number === document.number && one.documentId.startsWith(other.documentId),
    ),
  );
  const says = (what: string) => [
    `${name} (${document.kind}) is ${status}${payable.findings.length > 0 ? ` (${payable.findings.map(({ code }) => code).join(', ')})` : ''}: ${what}`,
  ];
  if (status === 'DUPLICATE') {
    return same.some((one) => one !== payable && one.status !== 'DUPLICATE')
      ? []
      : says('and nothing is there that it repeats');
  }
  if (!document.rests.includes(status))
    return says(`an invoice of its kind comes to rest as ${document.rests.join(' or ')}`);
  if (status === 'PAID' && !isPaid(payable, ended.outside))
    return says('and neither the ERP nor the bank has paid it');
  if (status === 'FAILED' && isPaid(payable, ended.outside)) return says('and it was paid');
  return [];
}

/** Paid by the ERP's own word, or by the bank's final one. */
function isPaid({ request, bank }: Payable, outside: Outside): boolean {
  const record = outside.erp
    .records()
    .find(({ submission }) => submission.external_request_id === request?.externalRequestId);
  if (record?.intakeStatus === 'PAID') return true;
  return outside.bank
    .payments()
    .some(
      ({ paymentId, transactionStatus }) => paymentId === bank?.paymentId && transactionStatus === 'ACSC',
    );
}

const isUnderWay = ({ bank }: Payable, outside: Outside): boolean =>
  outside.bank
    .payments()
    .some(
      ({ paymentId, transactionStatus }) =>
        paymentId === bank?.paymentId && transactionStatus.startsWith('AC'),
    );

/** One request for each business document and part, whatever came how often. */
function doubleRequests({ outside, sent }: Ended): string[] {
  const records = outside.erp.records();
  const twice = [...outside.erp.creations()].filter(([, count]) => count > 1);
  const numbers = new Set(sent.map(({ number }) => number));
  const byNumber = [...numbers].map((number) => ({
    number,
    parts: sent.find((one) => one.number === number)?.kind === 'in two parts' ? 2 : 1,
    requests: records.filter(({ submission }) => JSON.stringify(submission).includes(number)).length,
  }));
  return [
    ...twice.map(([id, count]) => `the ERP created ${id} ${count} times`),
    ...byNumber
      .filter(({ parts, requests }) => requests > parts)
      .map(({ number, requests }) => `the ERP has ${requests} requests of the invoice ${number}`),
  ];
}

/** What the bank executed of one payable: once at most. */
function doublePayments(payables: readonly Payable[], { outside }: Ended): string[] {
  const executed = outside.bank
    .payments()
    .filter(({ transactionStatus }) => ['ACTC', 'ACSP', 'ACSC'].includes(transactionStatus));
  // The id of an attempt is that of the payable and two digits (psd2.md 4.2).
  const byPayable = Map.groupBy(executed, ({ body }) => body.endToEndIdentification?.slice(0, -2));
  const known = new Set(payables.map(({ bank }) => bank?.paymentId));
  return [
    ...[...byPayable]
      .filter(([, all]) => all.length > 1)
      .map(([id, all]) => `the bank executed ${all.length} payments of ${id}`),
    ...executed
      .filter(({ paymentId }) => !known.has(paymentId))
      .map(({ paymentId }) => `the bank executed ${paymentId}, which no payable knows`),
  ];
}

function brokenHistories(payables: readonly Payable[]): string[] {
  return payables.flatMap((payable) => {
    const broken = firstBrokenEntry(payable.history);
    const statuses = payable.history.map(({ status }) => status);
    const leap = statuses.findIndex((to, index) => index > 0 && !isLegalMove(statuses[index - 1] ?? to, to));
    return [
      ...(broken === undefined ? [] : [`the history of ${payableName(payable)} is broken`]),
      ...(leap < 0 ? [] : [`the history of ${payableName(payable)} leaps to ${statuses[leap]}`]),
    ];
  });
}

/** When all systems work, nothing that Acquit wrote itself ends among the dead letters. */
const deadLetters = ({ aws }: Ended): string[] =>
  Object.values(queueUrls).flatMap((url) => {
    const count = aws.queues.count(deadLettersOf(url));
    return count === 0 ? [] : [`${count} dead letters of ${url}`];
  });

/** A supplier hears each thing once. */
function toldTwice({ outside }: Ended): string[] {
  const told = Map.groupBy(
    outside.psb.responses(),
    ({ documentId, response }) => `${response.status} about ${documentId}`,
  );
  return [...told]
    .filter(([, all]) => all.length > 1)
    .map(([said, all]) => `a supplier was told ${all.length} times: ${said}`);
}

/** Account numbers, names and secrets that stand in the sample invoices and the settings. */
const secrets = [
  'NL03INGB0004567890',
  'BE20001122334456',
  'NL83RABO0198765432',
  'NL86INGB0002345678',
  'Papierhandel',
  'Van Hove',
  'Staalbouw',
  webhookSecret,
  credentials.clientSecret,
  apiKey,
  'Bearer ',
];

const toldInLogs = ({ logs }: Ended): string[] =>
  secrets.filter((secret) => logs.includes(secret)).map((secret) => `the logs hold "${secret}"`);
