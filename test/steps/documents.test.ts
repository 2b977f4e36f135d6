import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { processDocument } from '../../lib/steps/process-document.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { sweep } from '../../lib/steps/sweep.ts';
import { takeInEvent } from '../../lib/steps/take-in-event.ts';
import { htmlPage } from '../http/stand-in.ts';
import { flate, pdf, withFile } from '../documents/sample-pdf.ts';
import { p7m, signer } from '../documents/sample-p7m.ts';
import { invoiceOf } from '../documents/ubl-document.ts';
import { writeUbl } from '../documents/write-ubl.ts';
import { erpInvoice, leaseSeconds, sample, sampleDirectory, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const download = { method: 'GET', path: /\/download$/ };
const release = (key: Parameters<typeof releasePayable>[0], ...approve: string[]) =>
  releasePayable(key, { by: 'test', approve, note: 'called the supplier' }, world.services);

describe('fetching the document', () => {
  test('archives the very bytes before they are read', async () => {
    const key = await world.receive(Buffer.from('no invoice at all'));
    const { archive } = await world.read(key);
    expect(archive?.size).toBe(17);
    expect((await world.services.archive.get(archive?.key ?? '')).toString()).toBe('no invoice at all');
  });

  test('waits for a document that is a moment behind its webhook', async () => {
    const { key, message } = world.announce('NL:KVK:27318465', '3f0c8c1e-0000-4000-8000-00000000000a');
    await processDocument(message, world.services);
    expect(await world.read(key)).toMatchObject({ status: 'RECEIVED', findings: [] });
    await world.psb.receiveDocument({
      party: 'NL:KVK:27318465',
      bytes: erpInvoice(),
      documentId: key.documentId,
    });
    await world.pass(60);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('holds a document that PSB does not have for good', async () => {
    const { key, message } = world.announce('NL:KVK:27318465', '3f0c8c1e-0000-4000-8000-00000000000b');
    await processDocument(message, world.services);
    await world.pass(180);
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['DOCUMENT_UNAVAILABLE']);
  });

  test('holds an id that is no GUID without ever asking PSB for it', async () => {
    const { key, message } = world.announce('NL:KVK:27318465', '../../v1/me');
    await processDocument(message, world.services);
    expect(await world.codes(key)).toEqual(['DOCUMENT_UNAVAILABLE']);
    expect(world.psb.requests).toEqual([]);
  });

  test.each([
    ['503', { status: 503, headers: { 'Retry-After': '120' } }],
    ['a web page with 200', { status: 200, body: htmlPage }],
    ['401 twice', { status: 401, times: 2 }],
    ['403 twice', { status: 403, times: 2 }],
    ['a cut connection', { dropConnection: true }],
  ] as const)('tries again after %s, and burns nothing', async (_what, fault) => {
    world.psb.faults.next(download, fault);
    const key = await world.receive(erpInvoice());
    expect(await world.read(key)).toMatchObject({ status: 'RECEIVED', findings: [] });
    await world.pass(300);
    expect(['SUBMITTED', 'PAID']).toContain(await world.status(key));
  });

  test('is not repeated once it is archived, because PSB deletes it', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    expect(await world.status(key)).toBe('HELD');
    world.psb.faults.next(download, { status: 404, times: 'always' });
    await release(key, 'NEW_BANK_ACCOUNT');
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('of an event that is no received invoice does not happen', async () => {
    const { message } = world.announce('NL:KVK:27318465', '3f0c8c1e-0000-4000-8000-00000000000c');
    const event = { ...message.event, topic: 'InvoiceSent' };
    expect(await takeInEvent(event, world.services)).toBeUndefined();
    expect(await world.services.payables.list(null, 'RECEIVED', 10)).toEqual([]);
  });

  test('of an event without an id or a party is left alone', async () => {
    const event = { topic: 'InvoiceReceived', receivedAt: '2026-11-20T10:00:00Z', stale: true };
    expect(await takeInEvent(event, world.services)).toBeUndefined();
  });

  test('is one payable whatever the spelling of party and id', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    const { event } = message;
    await processDocument(message, world.services);
    await processDocument(
      { event: { ...event, partyId: '0106:27318465', documentId: key.documentId.toUpperCase() } },
      world.services,
    );
    await world.workOff();
    expect(await world.services.payables.list('ACME', 'SUBMITTED', 10)).toHaveLength(1);
  });
});

describe('what a document becomes', () => {
  test.each([
    ['bis3-credit-note', 'NOT_PAYABLE', 'CREDIT_NOTE'],
    ['bis3-direct-debit', 'NOT_PAYABLE', 'DIRECT_DEBIT'],
    ['bis3-new-bank-account', 'HELD', 'NEW_BANK_ACCOUNT'],
    ['bis3-total-off-by-one-cent', 'REJECTED', 'TOTALS_INCONSISTENT'],
  ])('the sample %s becomes %s for %s and nothing goes to the ERP', async (name, status, code) => {
    const key = await world.receive(sample(name));
    expect(await world.status(key)).toBe(status);
    expect(await world.codes(key)).toContain(code);
    expect((await world.read(key)).dueAt).toBeUndefined();
    expect(world.posts()).toBe(0);
  });

  test.each([
    [
      'a document with a DOCTYPE',
      Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ],
    ['a document of a hundred levels', Buffer.from(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x00])],
  ])('%s comes to rest with findings', async (_what, bytes) => {
    const key = await world.receive(bytes);
    expect(['HELD', 'REJECTED', 'NOT_PAYABLE']).toContain(await world.status(key));
    expect(await world.codes(key)).not.toEqual([]);
  });

  test('one for a party that is ours at PSB but not in the directory is held', async () => {
    const key = await world.receive(erpInvoice(), { party: '0208:0999999922' });
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toContain('PARTY_UNKNOWN');
  });

  test('one of a supplier that nobody knows is held and taken after the directory has him', async () => {
    const stranger = sample('nlcius-betalingskenmerk', {
      '87654321': '87654399',
      NL008765432B01: 'NL008765499B01',
    });
    const key = await world.receive(stranger);
    expect(await world.codes(key)).toContain('SUPPLIER_UNKNOWN');
    const { suppliers } = await import('./world.ts').then(({ sampleDirectory }) => sampleDirectory());
    const known = suppliers.filter(({ number }) => number === 'S-1001');
    await world.services.directory.importAll({
      organisations: [],
      suppliers: known.map((supplier) => ({
        ...supplier,
        identifiers: ['0106:87654399', 'VAT:NL008765499B01'],
      })),
    });
    await release(key);
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
  });
});

describe('a person releases a held payable', () => {
  test('with the approval it waits for, and it goes on under his name', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await release(key, 'NEW_BANK_ACCOUNT');
    await world.workOff();
    const payable = await world.read(key);
    expect(payable.status).toBe('SUBMITTED');
    expect(payable.approvals).toMatchObject([
      { code: 'NEW_BANK_ACCOUNT', by: 'test', note: 'called the supplier' },
    ]);
    expect(payable.history.map(({ what }) => what)).toContain(
      'released; approved NEW_BANK_ACCOUNT; called the supplier',
    );
  });

  test('without the approval, and it is held again for the same reason', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await release(key);
    await world.workOff();
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['NEW_BANK_ACCOUNT']);
  });

  test('and approving what nobody can approve changes nothing', async () => {
    const key = await world.receive(erpInvoice(), { party: '0208:0999999922' });
    await release(key, 'PARTY_UNKNOWN');
    await world.workOff();
    expect(await world.status(key)).toBe('HELD');
    expect(world.posts()).toBe(0);
  });

  test('but only for what was found', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await expect(release(key, 'NEW_BANK_ACCOUNT', 'DUPLICATE_NUMBER')).rejects.toMatchObject({
      code: 'ACTION_NOT_POSSIBLE',
    });
    expect(await world.status(key)).toBe('HELD');
  });

  test('and sweep takes it up when the message of the release is lost', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await release(key, 'NEW_BANK_ACCOUNT');
    world.services.documents.messages.length = 0;
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test.each(['bis3-credit-note', 'bis3-total-off-by-one-cent'])(
    'but not %s, which is at its end',
    async (name) => {
      const key = await world.receive(sample(name));
      await expect(release(key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    },
  );

  test('but not one that is not known', async () => {
    await expect(release({ party: '0106:1', documentId: 'x' })).rejects.toMatchObject({
      code: 'ACTION_NOT_POSSIBLE',
    });
  });
});

describe('a person rejects a held payable', () => {
  const reject = (key: Parameters<typeof rejectPayable>[0]) =>
    rejectPayable(key, { by: 'test', reason: 'wrong account' }, world.services);

  test('and a corrected invoice under the same number is taken', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await reject(key);
    expect(await world.read(key)).toMatchObject({ status: 'REJECTED' });
    expect((await world.read(key)).claim).toBeUndefined();
    const corrected = await world.receive(
      sample('bis3-new-bank-account', { NL71INGB0009876543: 'NL83RABO0198765432' }),
    );
    expect(await world.codes(corrected)).not.toContain('DUPLICATE_NUMBER');
    expect(await world.status(corrected)).toBe('SUBMITTED');
  });

  test('but not one that is on its way to be paid', async () => {
    const key = await world.receive(erpInvoice());
    await expect(reject(key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    await expect(reject({ party: '0106:1', documentId: 'x' })).rejects.toMatchObject({
      code: 'ACTION_NOT_POSSIBLE',
    });
  });

  test('that holds no claim, too', async () => {
    const key = await world.receive(erpInvoice(), { party: '0208:0999999922' });
    await reject(key);
    expect(await world.status(key)).toBe('REJECTED');
  });
});

describe('a party that nobody knows', () => {
  test('and that PSB gives us no document of goes to a person at once', async () => {
    const { key, message } = world.announce('NL:KVK:99999999', '3f0c8c1e-0000-4000-8000-0000000000ff');
    await processDocument(message, world.services);
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['PARTY_UNKNOWN']);
  });
});

/** The directory says from now on that all that named one supplier names another. */
async function moveIdentifiers(from: string, to: string): Promise<void> {
  const directory = sampleDirectory();
  const old = directory.suppliers.find(({ number }) => number === from);
  if (old === undefined) throw new Error(`There is no supplier ${from}.`);
  const without = { ...old, identifiers: ['0106:55555555'] };
  const suppliers = directory.suppliers.map((one) => (one === old ? without : one));
  await world.services.directory.importAll({ ...directory, suppliers });
  await world.services.directory.importAll({
    ...directory,
    suppliers: suppliers.map((one) =>
      one.number === to
        ? {
            ...one,
            identifiers: [...one.identifiers, ...old.identifiers],
            accounts: [...one.accounts, ...old.accounts],
          }
        : one,
    ),
  });
}

const dueYearsAway = { '<cbc:DueDate>2026': '<cbc:DueDate>2036' };
const testMark = {
  '<rsm:ExchangedDocumentContext>':
    '<rsm:ExchangedDocumentContext><ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator>',
};
const basicWl = {
  'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0': 'urn:factur-x.eu:1p0:basicwl',
};

describe('the same invoice again', () => {
  test('under another document id is a DUPLICATE that names the first', async () => {
    const first = await world.receive(erpInvoice());
    const second = await world.receive(erpInvoice());
    expect(await world.read(second)).toMatchObject({
      status: 'DUPLICATE',
      duplicateOf: `${first.party}/${first.documentId}`,
    });
    expect(world.posts()).toBe(1);
  });

  const xml = sample('xrechnung-cii.xml');
  const plain = { prefixes: ['', 'cbc', 'cac'], isCdata: false, quote: '"', blank: '' } as const;
  const twins: readonly (readonly [string, () => Buffer])[] = [
    ['in a PDF', () => pdf(withFile(flate(xml)))],
    ['in a signed envelope', () => p7m(xml, signer())],
    ['in UBL instead of CII', () => Buffer.from(writeUbl(invoiceOf(xml.toString()), plain))],
  ];
  test.each(twins)('%s is a DUPLICATE of the one that came as XML', async (_what, twin) => {
    const first = await world.receive(xml);
    const second = await world.receive(twin());
    expect(await world.status(first)).toBe('SUBMITTED');
    expect(await world.read(second)).toMatchObject({ status: 'DUPLICATE', organisation: 'ACME' });
    expect(world.posts()).toBe(1);
  });

  test('with other white space in the file is a DUPLICATE, too', async () => {
    await world.receive(erpInvoice());
    const second = await world.receive(Buffer.concat([erpInvoice(), Buffer.from('\n\n')]));
    expect(await world.status(second)).toBe('DUPLICATE');
  });

  test('with another content under the same number is held until a person says that both are owed', async () => {
    await world.receive(sample('nlcius-betalingskenmerk'));
    const second = await world.receive(sample('nlcius-betalingskenmerk', { '2026-11-05': '2026-11-06' }));
    expect(await world.status(second)).toBe('HELD');
    expect(await world.codes(second)).toContain('DUPLICATE_NUMBER');
    expect(world.posts()).toBe(1);
    await release(second, 'DUPLICATE_NUMBER');
    await world.workOff();
    expect(await world.status(second)).toBe('SUBMITTED');
    expect(world.erp.creations().size).toBe(2);
  });

  test('from another supplier, after a request was sent whose fate is unknown, is held and not sent again', async () => {
    world.erp.faults.next({ method: 'POST', path: /payment-requests$/ }, { loseAnswer: true });
    world.erp.faults.next(
      { method: 'GET', path: /payment-requests/ },
      { status: 200, body: htmlPage, times: 'always' },
    );
    const { key, message } = await world.arrive(erpInvoice());
    await processDocument(message, world.services);
    for (let tries = 0; tries < 30 && (await world.status(key)) !== 'HELD'; tries += 1) {
      await world.workOff().catch(() => undefined);
      world.clock.advance(600_000);
      await sweep(world.services);
    }
    expect(await world.codes(key)).toEqual(['STEP_KEEPS_FAILING']);
    const claimed = (await world.read(key)).claim;
    world.erp.faults.clear();
    await moveIdentifiers('S-1001', 'S-1003');
    await release(key);
    await world.workOff();
    expect(await world.codes(key)).toEqual(['REQUEST_SENT_BEFORE']);
    expect((await world.read(key)).claim).toBe(claimed);
    // Whoever rejects it now does not give the number back either, for the first request may have been paid.
    await rejectPayable(key, { by: 'test', reason: 'it is at the ERP' }, world.services);
    expect((await world.read(key)).claim).toBe(claimed);
    expect(world.erp.records()).toHaveLength(1);
  });

  test('that asks for a transfer after it said direct debit is held for a person, not forgotten', async () => {
    const collected = sample('nlcius-betalingskenmerk', {
      '<cbc:PaymentMeansCode>30<': '<cbc:PaymentMeansCode>59<',
    });
    expect(await world.status(await world.receive(collected))).toBe('NOT_PAYABLE');
    const cured = await world.receive(erpInvoice());
    expect(await world.codes(cured)).toContain('DUPLICATE_NUMBER');
    await release(cured, 'DUPLICATE_NUMBER');
    await world.workOff();
    expect(await world.status(cured)).toBe('SUBMITTED');
  });

  test('cured by the supplier while the first is held waits, and is paid when the first is refused', async () => {
    const first = await world.receive(sample('nlcius-betalingskenmerk', dueYearsAway));
    expect(await world.status(first)).toBe('HELD');
    const cured = await world.receive(erpInvoice());
    expect(await world.codes(cured)).toEqual(['DUPLICATE_NUMBER']);
    await rejectPayable(first, { by: 'test', reason: 'replaced' }, world.services);
    await release(cured);
    await world.workOff();
    expect(await world.status(cured)).toBe('SUBMITTED');
    expect(world.posts()).toBe(1);
  });

  test.each([
    ['a test', testMark],
    ['a booking aid', basicWl],
  ])('comes as %s first, which takes no number from the real one', async (_what, replace) => {
    expect(await world.status(await world.receive(sample('xrechnung-cii', replace)))).toBe('HELD');
    expect(await world.status(await world.receive(sample('xrechnung-cii')))).toBe('SUBMITTED');
  });

  test('ten times at once leads to one payment request', async () => {
    const arrived = await Promise.all(Array.from({ length: 10 }, () => world.arrive(erpInvoice())));
    await Promise.all(arrived.map(({ message }) => processDocument(message, world.services)));
    await world.workOff();
    await world.pass(leaseSeconds + 60);
    const statuses = await Promise.all(arrived.map(({ key }) => world.status(key)));
    expect(statuses.filter((status) => status === 'DUPLICATE')).toHaveLength(9);
    expect(world.erp.creations().size).toBe(1);
    expect(world.posts()).toBe(1);
  });

  test('of one supplier does not hinder the same number of another', async () => {
    await world.receive(erpInvoice('TZ/2026/0881'));
    const other = await world.receive(sample('nlcius-freight-discount'));
    expect(await world.status(other)).toBe('SUBMITTED');
  });
});
