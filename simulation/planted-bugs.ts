import { parseDocumentId } from '../lib/identifiers/document-id.ts';
import { appendHistory } from '../lib/payables/history.ts';
import type { Item, Table, Write } from '../lib/storage/table.ts';
import type { HouseServices } from './house-services.ts';
import type { Plant } from './plants.ts';

/** Changes every item that is put, alone or in a transaction. */
const onPut =
  (change: (item: Item) => Item) =>
  (table: Table): Table => ({
    ...table,
    put: (item, condition) => table.put(change(item), condition),
    transact: (writes) =>
      table.transact(writes.map((write) => ('put' in write ? { ...write, put: change(write.put) } : write))),
  });

/** Leaves the condition out where it says so. */
const unconditional =
  (which: (item: Item) => boolean) =>
  (table: Table): Table => {
    const free = (write: Write): Write => ('put' in write && which(write.put) ? { put: write.put } : write);
    return {
      ...table,
      put: (item, condition) => (which(item) ? table.put(item) : table.put(item, condition)),
      transact: (writes) => table.transact(writes.map(free)),
    };
  };

const isUnderWay = (status: string): boolean => status === 'ACTC' || status === 'ACSP';

const isState = ({ sk }: Item): boolean => sk === 'STATE';

const withErp =
  (change: (erp: HouseServices['erp']) => Partial<HouseServices['erp']>) => (services: HouseServices) => ({
    ...services,
    erp: { ...services.erp, ...change(services.erp) },
  });

const withBank =
  (change: (bank: HouseServices['bank']) => Partial<HouseServices['bank']>) => (services: HouseServices) => ({
    ...services,
    bank: { ...services.bank, ...change(services.bank) },
  });

/** A key that is new at every send, as by a program that builds its request anew. */
function rekeyed(body: Uint8Array, services: HouseServices): Buffer {
  const fields: Record<string, unknown> = JSON.parse(Buffer.from(body).toString('utf8'));
  const id = services.newRequestId();
  return Buffer.from(JSON.stringify({ ...fields, idempotency_key: id, external_request_id: `X-${id}` }));
}

/**
 * Mistakes that programs of this kind are made with. Each must be found by the simulation or the crash matrix; a
 * simulation that finds none of them proves nothing.
 */
export const plantedBugs = {
  'a payable is created again for a document that is known': {
    table: unconditional((item) => isState(item) && item['version'] === 1),
  },
  'the version condition is dropped': { table: unconditional(isState) },
  'the claim on a business document is not looked at': {
    table: (table) => ({
      ...unconditional(({ pk }) => pk.startsWith('INVOICE#'))(table),
      get: async (pk, sk) => (pk.startsWith('INVOICE#') ? undefined : table.get(pk, sk)),
    }),
  },
  'the request is built anew at every send': {
    services: (services) => ({
      ...services,
      erp: {
        ...services.erp,
        read: async () => undefined,
        submit: async (body) => {
          const { resource, ...rest } = await services.erp.submit(rekeyed(body, services));
          const { idempotency_key } = JSON.parse(Buffer.from(body).toString('utf8'));
          return { ...rest, resource: { ...resource, idempotency_key } };
        },
      },
    }),
  },
  'a message is deleted before the work is done, and nothing sweeps': { deletesFirst: true, sweepsNot: true },
  'nothing sweeps': { sweepsNot: true },
  'PSB is told 200 although the queue has nothing': { answersAnyway: true },
  'ACSP is taken for paid': {
    services: withBank((bank) => ({
      readPaymentStatus: async (read) => {
        const status = await bank.readPaymentStatus(read);
        return isUnderWay(status.transactionStatus) ? { ...status, transactionStatus: 'ACSC' } : status;
      },
    })),
  },
  'what the ERP built is taken for paid': {
    services: withErp((erp) => ({
      list: async (...given) => {
        const page = await erp.list(...given);
        return { ...page, items: page.items.map((item) => ({ ...item, intake_status: 'PAID' as const })) };
      },
      read: async (...given) => {
        const item = await erp.read(...given);
        return item === undefined ? undefined : { ...item, intake_status: 'PAID' as const };
      },
    })),
  },
  'a payment that is under way is taken for cancelled': {
    services: withBank((bank) => ({
      readPaymentStatus: async (read) => {
        const status = await bank.readPaymentStatus(read);
        return isUnderWay(status.transactionStatus) ? { ...status, transactionStatus: 'CANC' } : status;
      },
    })),
  },
  'an entry of the history is rewritten': {
    table: onPut((item) => {
      const history = item['history'];
      if (!isState(item) || !Array.isArray(history) || history.length < 3) return item;
      return {
        ...item,
        history: history.map((entry, index) => (index === 1 ? { ...entry, what: 'as it should be' } : entry)),
      };
    }),
  },
  'the history starts anew at every move': {
    table: onPut((item) => {
      const history = item['history'];
      if (!isState(item) || !Array.isArray(history) || history.length < 2) return item;
      const { hash: _hash, ...last } = history[history.length - 1];
      return { ...item, history: [...history.slice(0, -1), ...appendHistory([], last)] };
    }),
  },
  'the account of a supplier is logged': {
    services: (services) => ({
      ...services,
      erp: {
        ...services.erp,
        submit: (body) => {
          process.stdout.write(`${Buffer.from(body).toString('utf8')}\n`);
          return services.erp.submit(body);
        },
      },
    }),
  },
  'a failure of the ERP is swallowed': {
    services: withErp((erp) => ({
      submit: async (body) =>
        erp.submit(body).catch((): Awaited<ReturnType<typeof erp.submit>> => {
          const { idempotency_key, external_request_id } = JSON.parse(Buffer.from(body).toString('utf8'));
          return {
            outcome: 'created',
            resource: {
              id: 'unknown',
              external_request_id,
              idempotency_key,
              intake_status: 'PENDING_VALIDATION',
            },
          } as unknown as Awaited<ReturnType<typeof erp.submit>>; // the mistake makes up what it does not know
        }),
    })),
  },
  'a lost answer of the bank holds the payable for good': {
    table: onPut((item) =>
      isState(item) && item['status'] === 'AUTHORISING' ? { ...item, dueKey: undefined } : item,
    ),
  },
  'what a supplier was told is not remembered': {
    table: onPut((item) => (Array.isArray(item['said']) ? { ...item, said: [], asked: [] } : item)),
  },
  'a response has a new id at every send': {
    services: (services) => ({
      ...services,
      outside: async () => {
        const { psb, ...rest } = await services.outside();
        return {
          ...rest,
          psb: {
            ...psb,
            respond: (partyId, of, body, id) =>
              psb.respond(partyId, of, body, parseDocumentId(services.newRequestId()) ?? id),
          },
        };
      },
    }),
  },
} satisfies Readonly<Record<string, Plant>>;

export type PlantedBug = keyof typeof plantedBugs;

/** The mistake of this name. */
export function plantCalled(name: string): Plant {
  const plant = Object.entries(plantedBugs).find(([one]) => one === name)?.[1];
  if (plant === undefined) throw new Error(`No planted bug is called "${name}".`);
  return plant;
}
