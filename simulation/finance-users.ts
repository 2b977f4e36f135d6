import { bankLink } from '../cli/bank-link.ts';
import { createBrowser } from '../cli/run/browser.ts';
import type { PayableKey } from '../lib/payables/payable.ts';
import { createPayableStore } from '../lib/storage/payable-store.ts';
import { createTable } from '../lib/storage/table.ts';
import { createTicketStore } from '../lib/storage/ticket-store.ts';
import type { Aws } from './aws.ts';
import { tableName } from './house-services.ts';
import type { InProcessNet } from './in-process-net.ts';
import { type Outside, publicUrl } from './outside.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

interface FinanceUsers {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly aws: Aws;
  readonly net: InProcessNet;
  readonly outside: Outside;
  readonly trace: (line: string) => void;
}

/** Whom a person may be at the bank: the one who approves, refuses, walks away, or presses everything twice. */
const manners = [
  'approves',
  'approves',
  'approves',
  'approves',
  'refuses',
  'leaves',
  'is impatient',
] as const;

/** People who look every few minutes for what waits for them, and authorise it at the bank, each in his manner. */
export function createFinanceUsers({ random, scheduler, aws, net, outside, trace }: FinanceUsers) {
  const table = createTable(aws.table.client, tableName);
  const payables = createPayableStore(table);
  const tickets = createTicketStore(table);
  const randomBytes = (size: number) => Buffer.from(Array.from({ length: size }, () => random.below(256)));
  let isDiligent = false;

  async function authorise(selection: readonly PayableKey[]): Promise<void> {
    const manner = isDiligent ? 'approves' : random.pick(manners);
    const now = () => scheduler.now();
    const link = await bankLink(
      { kind: 'payments', payables: [...selection] },
      { tickets, randomBytes, now, publicUrl },
    );
    const browser = createBrowser(async (url, init) => {
      await scheduler.sleep(50);
      return net.fetch(url, init);
    });
    const page = await browser.open(link);
    if (page.status !== 200) return;
    if (manner === 'is impatient') void browser.press(page).catch(() => undefined);
    const address = await browser.press(page);
    trace(
      `a person ${manner}: ${selection.length} payables, ${address === undefined ? 'no way to the bank' : 'to the bank'}`,
    );
    if (address === undefined || !address.includes('/authorize')) return;
    await scheduler.sleep(20_000 + random.below(300_000));
    if (manner === 'leaves') return;
    const back = await (manner === 'refuses' ? outside.bank.refuse(address) : outside.bank.approve(address));
    if (back === '' || random.chance(isDiligent ? 0 : 0.1)) return; // the browser was closed too soon
    if (manner === 'is impatient') void browser.open(back).catch(() => undefined);
    await browser.open(back);
  }

  async function look(): Promise<void> {
    const waiting = await payables.list('BELCO', 'PAYMENT_BUILT');
    if (waiting.length === 0) return;
    await authorise(waiting.slice(0, 1 + random.below(Math.min(waiting.length, 12))));
  }

  return {
    /** Somebody looks, again and again. */
    async work(everyMs: number): Promise<void> {
      for (;;) {
        await scheduler.sleep(everyMs / 2 + random.below(everyMs));
        // A page that does not load, or a bank that is away: he comes again.
        await look().catch((error: unknown) => trace(`a person gives up: ${String(error)}`));
      }
    },
    /** From now on whoever looks approves, and comes back from the bank. */
    beDiligent(): void {
      isDiligent = true;
    },
  };
}
