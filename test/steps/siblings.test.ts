import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { sample, sampleDirectory, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const twoInvoices = (replace: Record<string, string> = {}) => sample('fatturapa-two-invoices', replace);
const gAccount = (replace: Record<string, string> = {}) => sample('nlcius-g-account', replace);

const siblingsOf = async (key: PayableKey): Promise<PayableKey[]> =>
  ((await world.read(key)).siblings ?? []).map((documentId) => ({ party: key.party, documentId }));

/** The payable and those it led to, and theirs. */
async function family(key: PayableKey): Promise<PayableKey[]> {
  const next = await siblingsOf(key);
  return [key, ...(await Promise.all(next.map(family))).flat()];
}

const amountsOf = async (key: PayableKey) =>
  Promise.all((await family(key)).map(async (one) => (await world.read(one)).request?.amount));

const statusesOf = async (key: PayableKey) => Promise.all((await family(key)).map(world.status));

/** Takes from the directory what suppliers allow about paying in parts, as if nobody had said so. */
async function forbidParts(): Promise<void> {
  const directory = sampleDirectory();
  await world.services.directory.importAll({
    ...directory,
    suppliers: directory.suppliers.map((supplier) => ({ ...supplier, payInParts: [] })),
  });
}

const requestsAtErp = () =>
  world.erp
    .records()
    .map(({ submission }) => submission.external_request_id)
    .sort();

describe('a file of several invoices', () => {
  test('becomes one payable for each, and each is paid on its own', async () => {
    const key = await world.receive(twoInvoices());
    expect(await amountsOf(key)).toEqual(['652.00', '2400.00', '2400.00']);
    await world.pass(900);
    expect(await statusesOf(key)).toEqual(['PAID', 'PAID', 'PAID']);
    expect(world.erp.creations().size).toBe(3);
    expect(Math.max(...world.erp.creations().values())).toBe(1);
  });

  test('that is announced twice, and delivered under another id, is still paid once', async () => {
    const first = await world.arrive(twoInvoices());
    await Promise.all([
      processDocument(first.message, world.services),
      processDocument(first.message, world.services),
    ]);
    const again = await world.receive(twoInvoices());
    await world.pass(900);
    expect(await statusesOf(first.key)).toEqual(['PAID', 'PAID', 'PAID']);
    expect(new Set(await statusesOf(again))).toEqual(new Set(['DUPLICATE']));
    expect(world.posts()).toBe(3);
  });

  test('of which the first is refused still has the others paid', async () => {
    const wrong = { '<ImportoPagamento>652.00': '<ImportoPagamento>655.00' };
    const key = await world.receive(twoInvoices(wrong));
    await world.pass(900);
    expect(await statusesOf(key)).toEqual(['HELD', 'PAID', 'PAID']);
    expect(await world.codes(key)).toContain('PAYMENT_SUM_DEVIATES');
  });

  test('that give one number to two different invoices is held for the second', async () => {
    const key = await world.receive(twoInvoices({ '418/2026': '417/2026' }));
    const [second] = await siblingsOf(key);
    expect(second === undefined ? [] : await world.codes(second)).toContain('DUPLICATE_NUMBER');
    await world.pass(900);
    expect(await statusesOf(key)).toEqual(['PAID', 'HELD']);
  });

  test('that repeat an invoice under its own number, even for the same amount, is held for the second', async () => {
    const key = await world.receive(
      twoInvoices({
        '418/2026': '417/2026',
        '4800.00': '652.00',
        '<ImportoPagamento>2400.00': '<ImportoPagamento>326.00',
      }),
    );
    const [second] = await siblingsOf(key);
    expect(second === undefined ? [] : await world.codes(second)).toContain('DUPLICATE_NUMBER');
  });

  test('is finished by sweep when the worker died after the first', async () => {
    const { key, message } = await world.arrive(twoInvoices());
    const { read } = world.services.payables;
    const dying = {
      ...world.services,
      payables: {
        ...world.services.payables,
        // The worker dies when it turns to the second invoice.
        read: (wanted: PayableKey) =>
          wanted.documentId.endsWith('.2') && died.armed ? Promise.reject(new Error('killed')) : read(wanted),
      },
      submissions: {
        send: async (nudge: Parameters<typeof world.services.submissions.send>[0]) => {
          died.armed = true;
          await world.services.submissions.send(nudge);
        },
      },
    };
    const died = { armed: false };
    await expect(processDocument(message, dying)).rejects.toThrow('killed');
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
    await world.pass(900);
    expect(await statusesOf(key)).toEqual(['PAID', 'PAID', 'PAID']);
  });
});

describe('an amount in parts', () => {
  test('goes to the two accounts of a g-account invoice, each part once', async () => {
    const key = await world.receive(gAccount());
    expect(await amountsOf(key)).toEqual(['6375.00', '2125.00']);
    await world.pass(900);
    expect(await statusesOf(key)).toEqual(['PAID', 'PAID']);
    const accounts = world.erp.records().map(({ submission }) => submission.beneficiary_bank_account.iban);
    expect(accounts.sort()).toEqual(['NL86INGB0002345678', 'NL87INGB0991234567']);
    expect(requestsAtErp()).toEqual(['S-1005~SW-26-0417~part-1', 'S-1005~SW-26-0417~part-2']);
  });

  test('comes into the table whole or not at all', async () => {
    const { key, message } = await world.arrive(gAccount());
    const { save } = world.services.payables;
    let refused = false;
    const payables: typeof world.services.payables = {
      ...world.services.payables,
      save: (previous, next, also) => {
        if (next.status !== 'READY' || refused) return save(previous, next, also);
        refused = true;
        return Promise.reject(new Error('the table is gone'));
      },
    };
    await expect(processDocument(message, { ...world.services, payables })).rejects.toThrow('gone');
    expect(await siblingsOf(key)).toEqual([]);
    expect(
      await world.services.payables.read({ ...key, documentId: `${key.documentId}.p2` }),
    ).toBeUndefined();
    await world.pass(1500);
    expect(await statusesOf(key)).toEqual(['PAID', 'PAID']);
  });

  test('is held whole when the directory does not allow it, and paid in parts after it does', async () => {
    await forbidParts();
    const key = await world.receive(gAccount());
    expect(await world.codes(key)).toEqual(['SPLIT_ACCOUNTS']);
    expect(await family(key)).toEqual([key]);
    await world.services.directory.importAll(sampleDirectory());
    await releasePayable(key, { by: 'test', approve: [] }, world.services);
    await world.workOff();
    expect(await amountsOf(key)).toEqual(['6375.00', '2125.00']);
  });

  test('delivered again under another id leads to no further part', async () => {
    await world.receive(gAccount());
    const again = await world.receive(gAccount());
    expect(await statusesOf(again)).toEqual(['DUPLICATE']);
    expect(world.posts()).toBe(2);
  });

  test('keeps its number taken when a person refuses one part, because the other may be paid', async () => {
    await world.services.directory.importAll({
      ...sampleDirectory(),
      suppliers: sampleDirectory().suppliers.map((supplier) =>
        supplier.number === 'S-1005' ? { ...supplier, accounts: supplier.accounts.slice(0, 1) } : supplier,
      ),
    });
    const key = await world.receive(gAccount());
    expect(await world.codes(key)).toEqual(['NEW_BANK_ACCOUNT']);
    await releasePayable(key, { by: 'test', approve: ['NEW_BANK_ACCOUNT'] }, world.services);
    await world.workOff();
    const [second] = await siblingsOf(key);
    if (second === undefined) throw new Error('There is no second part.');
    expect(await world.status(second)).toBe('SUBMITTED');
    world.erp.faults.next({ method: 'GET' }, { status: 503, times: 'always' });
    const stored = await world.read(key);
    await world.services.payables.save(stored, { ...stored, status: 'HELD' });
    await rejectPayable(key, { by: 'test', reason: 'wrong account' }, world.services);
    const corrected = await world.receive(gAccount({ 'Week 44 en 45': 'Week 44' }));
    expect(await world.status(corrected)).toBe('DUPLICATE');
  });
});
