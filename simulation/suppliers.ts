import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Status } from '../lib/payables/lifecycle.ts';
import type { Outside } from './outside.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** What a supplier sends: one of our sample invoices, under a number of its own. */
interface Kind {
  readonly name: string;
  readonly file: string;
  /** Its number in the sample, and how a simulated one is written. */
  readonly number: string;
  readonly newNumber: (serial: number) => string;
  /** Where it may come to rest when the ERP, the bank and the PSU do as they should. */
  readonly rests: readonly Status[];
  readonly weight: number;
}

const kinds: readonly Kind[] = [
  {
    name: 'paid by the ERP',
    file: 'nlcius-betalingskenmerk.xml',
    number: '2026-110017',
    newNumber: (serial) => `2026-${String(200_000 + serial)}`,
    rests: ['PAID'],
    weight: 5,
  },
  {
    name: 'paid at the bank',
    file: 'bis3-belgian-ogm.xml',
    number: 'VH-2026-1142',
    newNumber: (serial) => `VH-2026-${2000 + serial}`,
    rests: ['PAID', 'FAILED'],
    weight: 5,
  },
  {
    name: 'credit note',
    file: 'bis3-credit-note.xml',
    number: '2026-110023C',
    newNumber: (serial) => `2026-${300_000 + serial}C`,
    rests: ['NOT_PAYABLE'],
    weight: 1,
  },
  {
    name: 'direct debit',
    file: 'bis3-direct-debit.xml',
    number: 'EN-26-330871',
    newNumber: (serial) => `EN-26-${400_000 + serial}`,
    rests: ['NOT_PAYABLE'],
    weight: 1,
  },
  {
    name: 'new bank account',
    file: 'bis3-new-bank-account.xml',
    number: 'TZ/2026/0902',
    newNumber: (serial) => `TZ/2026/${5000 + serial}`,
    rests: ['HELD'],
    weight: 1,
  },
  {
    name: 'in two parts',
    file: 'nlcius-g-account.xml',
    number: 'SW-26-0417',
    newNumber: (serial) => `SW-26-${6000 + serial}`,
    rests: ['PAID'],
    weight: 1,
  },
];

export interface SentDocument {
  readonly kind: string;
  readonly documentId: string;
  readonly party: string;
  /** The number of the invoice: documents of one number are one business document. */
  readonly number: string;
  readonly rests: readonly Status[];
}

const folder = fileURLToPath(new URL('../events/invoices/', import.meta.url));
const texts = new Map<string, string>();

function written({ file, number }: Kind, newNumber: string): Buffer {
  const text = texts.get(file) ?? readFileSync(`${folder}${file}`, 'utf8');
  texts.set(file, text);
  return Buffer.from(text.replaceAll(number, newNumber));
}

interface Suppliers {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly outside: Outside;
  readonly documents: number;
  /** Within so many milliseconds all have been sent. */
  readonly withinMs: number;
  /** These kinds alone; all without it. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Suppliers send invoices, some of them twice under another document id, and PSB announces some of them again. The
 * answer fills as they are sent.
 */
export function sendInvoices({
  random,
  scheduler,
  outside,
  documents,
  withinMs,
  only,
}: Suppliers): readonly SentDocument[] {
  const sent: SentDocument[] = [];
  const chosen = kinds.filter(({ name }) => only === undefined || only.includes(name));
  const lots = chosen.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));
  for (let serial = 0; serial < documents; serial += 1) {
    const kind = lots[random.below(lots.length)];
    if (kind === undefined) throw new Error('There is no such kind of invoice.');
    const number = kind.newNumber(serial);
    const bytes = written(kind, number);
    const at = random.below(withinMs);
    post(kind, number, bytes, at);
    // The same invoice through another channel, or sent again by a supplier who is not sure.
    if (random.chance(0.1)) post(kind, number, bytes, at + random.below(30 * 60_000));
  }
  return sent;

  function post(kind: Kind, number: string, bytes: Buffer, at: number): void {
    const documentId = uuid(random);
    scheduler.after(at, async () => {
      const party = outside.psb.partyOf(bytes);
      sent.push({ kind: kind.name, documentId, party, number, rests: kind.rests });
      await outside.psb.receiveDocument({ party, bytes, documentId });
    });
    if (random.chance(0.15))
      scheduler.after(at + 1 + random.below(60 * 60_000), () => outside.psb.redeliver(documentId));
  }
}

const uuid = (random: Random): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => random.below(16).toString(16));
