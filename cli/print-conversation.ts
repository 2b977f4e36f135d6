import type { Conversation, Said } from '../lib/payables/conversation.ts';
import { invoiceResponseSchema } from '../lib/payables/invoice-response.ts';
import { printTable } from './print-table.ts';

/** What was said to the supplier and what became of it, for people; several lines. */
export function conversationText({ said, asked, declined, unreachableAt, removedAt }: Conversation): string {
  const lines = [
    ...said.map((one) => [
      `  ${one.sentAt ?? one.preparedAt}`,
      one.status,
      one.by,
      [fate(one), ...words(one)].join('\n'),
    ]),
    ...asked.map(({ at, by }) => [`  ${at}`, '–', by, 'asked for, not sent yet']),
    ...declined.map(({ at, status, by, why }) => [`  ${at}`, status, by, `asked for, not sent: ${why}`]),
    ...(unreachableAt === undefined
      ? []
      : [[`  ${unreachableAt}`, '–', 'PSB', 'the supplier cannot receive responses']]),
    ...(removedAt === undefined ? [] : [[`  ${removedAt}`, '–', 'PSB', 'the document was deleted there']]),
  ];
  return lines.length === 0 ? '  none\n' : printTable(lines);
}

function fate({ outcome, sentAt, reason }: Said): string {
  if (outcome === 'refused') return `refused by PSB: ${reason ?? ''}`;
  if (outcome === 'expired') return 'not sent: PSB has the document no more';
  if (outcome === 'failed') return 'could not be delivered; PSB gave it up';
  if (outcome === 'retrying') return 'not delivered yet; PSB tries again';
  if (outcome === 'sent') return 'delivered';
  return sentAt === undefined ? 'to be sent' : 'taken by PSB';
}

/** What the supplier reads, below it. */
function words({ body }: Said): string[] {
  const { reasons = {}, actions = {}, note } = invoiceResponseSchema.parse(JSON.parse(body));
  return [
    ...Object.entries({ ...reasons }).map(([code, text]) => `${code}: ${text}`),
    ...Object.entries({ ...actions }).map(([code, text]) => `${code}: ${text}`),
    ...(note === undefined ? [] : [note]),
  ];
}
