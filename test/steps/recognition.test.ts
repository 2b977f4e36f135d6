import './quiet.ts';
import { describe, expect, test, vi } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import type { DocumentsMessage } from '../../lib/queues/messages.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { htmlPage } from '../http/stand-in.ts';
import { pdf } from '../documents/sample-pdf.ts';
import { bankInvoice, erpInvoice, leaseSeconds, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();

const party = 'NL:KVK:27318465';
const picture = pdf({ 1: '<< /Type /Catalog >>' });
const recognise = { method: 'POST', path: /\/recognize$/ };

type Recogniser = (file: { bytes: Uint8Array; contentType: string; name: string }) => Uint8Array | undefined;

const worldWith = (made: Recogniser, allowed = true): Promise<World> =>
  newWorld({
    organisation: { recognise: allowed },
    psb: { recognise: made, recognitionDelayMs: 600_000 },
  });

const uploads = (world: World) => world.psb.requests.filter(({ path }) => recognise.path.test(path)).length;

async function release(world: World, key: PayableKey, ...approve: string[]): Promise<void> {
  await releasePayable(key, { by: 'test', approve, note: 'compared them' }, world.services);
  await world.workOff();
}

/** The document that PSB is to make of a PDF. */
async function recognisedOf(world: World, key: PayableKey): Promise<PayableKey> {
  const { recognisedAs } = await world.read(key);
  if (recognisedAs === undefined) throw new Error('It was not sent to be recognised.');
  return { party: key.party, documentId: recognisedAs };
}

/** PSB is done with a PDF and tells so. */
async function hear(world: World, recognised: PayableKey, topic = 'InvoiceReceived'): Promise<void> {
  const { message } = world.announce(party, recognised.documentId);
  const told: DocumentsMessage = { event: { ...message.event, topic } };
  await processDocument(told, world.services);
  await world.workOff();
}

/** A PDF that was sent, and what PSB made of it, announced. */
async function receiveRecognised(world: World): Promise<{ key: PayableKey; recognised: PayableKey }> {
  const key = await world.receive(picture, { party });
  const recognised = await recognisedOf(world, key);
  world.clock.advance(700_000);
  await hear(world, recognised);
  return { key, recognised };
}

describe('a PDF without an invoice in it', () => {
  test('is refused as ever when its organisation does not allow recognition', async () => {
    const world = await worldWith(() => erpInvoice(), false);
    const key = await world.receive(picture, { party });
    expect(await world.read(key)).toMatchObject({
      status: 'REJECTED',
      findings: [{ code: 'NO_STRUCTURED_DATA' }],
    });
    expect(uploads(world)).toBe(0);
  });

  test('is sent once, and waits as HELD for the document that it names', async () => {
    const sent: Uint8Array[] = [];
    const world = await worldWith(({ bytes }) => {
      sent.push(bytes);
      return erpInvoice();
    });
    const key = await world.receive(picture, { party });
    const recognised = await recognisedOf(world, key);
    expect(await world.read(key)).toMatchObject({
      status: 'HELD',
      organisation: 'ACME',
      document: { syntax: 'pdf' },
      findings: [{ code: 'RECOGNITION_PENDING', value: `${key.party}/${recognised.documentId}` }],
    });
    world.clock.advance(700_000);
    expect(sent.map((bytes) => Buffer.from(bytes))).toEqual([picture]);
    expect(uploads(world)).toBe(1);
  });

  test('goes on as the recognised invoice, which a person compares before it is paid', async () => {
    const world = await worldWith(() => erpInvoice());
    const { key, recognised } = await receiveRecognised(world);
    expect(await world.read(key)).toMatchObject({
      status: 'NOT_PAYABLE',
      findings: [{ code: 'RECOGNISED_AS', value: `${key.party}/${recognised.documentId}` }],
    });
    expect(await world.read(recognised)).toMatchObject({
      status: 'HELD',
      recognisedFrom: key.documentId,
      findings: [{ code: 'RECOGNISED', value: key.documentId }],
    });
    await release(world, recognised);
    expect(await world.codes(recognised)).toEqual(['RECOGNISED']);
    expect(world.posts()).toBe(0);
    await release(world, recognised, 'RECOGNISED');
    expect(await world.status(recognised)).toBe('SUBMITTED');
    expect(world.posts()).toBe(1);
  });

  test.each([
    ['that does not add up', sample('bis3-total-off-by-one-cent'), 'REJECTED'],
    ['that is a credit note', sample('bis3-credit-note'), 'NOT_PAYABLE'],
    ['that cannot be read', Buffer.from('<Invoice>'), 'REJECTED'],
  ])('leads to an invoice %s, and even that waits for a person', async (_what, made, then) => {
    const world = await worldWith(() => made);
    const { recognised } = await receiveRecognised(world);
    expect(await world.status(recognised)).toBe('HELD');
    expect(await world.codes(recognised)).toContain('RECOGNISED');
    await release(world, recognised, 'RECOGNISED');
    expect(await world.status(recognised)).toBe(then);
  });

  test('is sent under an id that follows from its own, so that PSB takes it once', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => worldWith(() => erpInvoice())));
    if (first === undefined || second === undefined) throw new Error('There are two worlds.');
    const documentId = '3f0c8c1e-0000-4000-8000-0000000000b1';
    const one = await first.receive(picture, { party, documentId });
    const other = await second.receive(picture, { party, documentId });
    expect(await recognisedOf(first, one)).toEqual(await recognisedOf(second, other));
  });

  test.each([
    ['503', { status: 503, times: 3 }, 1],
    ['a web page with 200', { status: 200, body: htmlPage }, 1],
    ['a cut connection', { dropConnection: true }, 1],
    ['a lost answer', { loseAnswer: true }, 1],
    ['403, while a right is missing', { status: 403, times: 4 }, 1],
  ] as const)('is sent again after %s, and recognised once', async (_what, fault, times) => {
    const made = vi.fn<Recogniser>(() => erpInvoice());
    const world = await worldWith(made);
    world.psb.faults.next(recognise, fault);
    const { key, message } = await world.arrive(picture, { party });
    await processDocument(message, world.services);
    const waiting = await world.read(key);
    expect(waiting).toMatchObject({ status: 'RECEIVED', findings: [], archive: { size: picture.length } });
    expect(waiting.recognisedAs).toBeDefined();
    await world.pass(900);
    expect(await world.codes(key)).toEqual(['RECOGNITION_PENDING']);
    expect((await world.read(key)).recognisedAs).toBe(waiting.recognisedAs);
    world.clock.advance(700_000);
    expect(made).toHaveBeenCalledTimes(times);
  });

  test('is held with the word of PSB when it refuses the file', async () => {
    const world = await worldWith(() => erpInvoice());
    world.psb.faults.next(recognise, {
      status: 400,
      body: { code: 'API400', requestId: 'abc', message: 'no' },
    });
    const key = await world.receive(picture, { party });
    const { status, findings, organisation } = await world.read(key);
    expect({ status, organisation }).toEqual({ status: 'HELD', organisation: 'ACME' });
    expect(findings).toMatchObject([{ code: 'PSB_REFUSED', value: expect.stringContaining('API400') }]);
  });

  test('of more than 24 MB is held with a clear finding, and never sent', async () => {
    const world = await worldWith(() => erpInvoice());
    const large = Buffer.concat([picture, Buffer.alloc(24 * 1024 * 1024, '\n')]);
    const key = await world.receive(large, { party });
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['UPLOAD_TOO_LARGE']);
    expect(uploads(world)).toBe(0);
  });

  test('that PSB cannot recognise is held for a person, and not sent again when he releases it', async () => {
    const world = await worldWith(() => undefined);
    const key = await world.receive(picture, { party });
    const recognised = await recognisedOf(world, key);
    world.clock.advance(700_000);
    await hear(world, recognised, 'InvoiceReceivedError');
    await hear(world, recognised, 'InvoiceReceivedError');
    expect(await world.codes(key)).toEqual(['RECOGNITION_FAILED']);
    const { history } = await world.read(key);
    await release(world, key);
    expect(await world.codes(key)).toEqual(['RECOGNITION_FAILED']);
    expect(uploads(world)).toBe(1);
    expect(history.filter(({ what }) => what.includes('RECOGNITION_FAILED'))).toHaveLength(1);
    await rejectPayable(key, { by: 'test', reason: 'booked by hand' }, world.services);
    expect(await world.status(key)).toBe('REJECTED');
  });
});

describe('what PSB tells of a recognition', () => {
  test('twice, in another spelling and a week late leads to one payable', async () => {
    const world = await worldWith(() => erpInvoice());
    const { key, recognised } = await receiveRecognised(world);
    world.clock.advance(3 * 24 * 3600 * 1000);
    await hear(world, { ...recognised, documentId: recognised.documentId.toUpperCase() });
    await release(world, recognised, 'RECOGNISED');
    await hear(world, recognised);
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    expect(world.posts()).toBe(1);
  });

  test.each([
    ['InvoiceReceived', 'NOT_PAYABLE', 'RECOGNISED_AS', ['RECOGNISED']],
    ['InvoiceReceivedError', 'HELD', 'RECOGNITION_FAILED', undefined],
  ])(
    'with %s before its answer to the call arrives is not undone by that answer',
    async (topic, status, code, marks) => {
      const world = await worldWith(() => erpInvoice());
      const { psb, ...outside } = await world.services.outside();
      const faster: typeof psb = {
        ...psb,
        async recognise(...asked) {
          const answer = await psb.recognise(...asked);
          world.clock.advance(700_000);
          await hear(world, { party: '0106:27318465', documentId: answer }, topic);
          return answer;
        },
      };
      const { key, message } = await world.arrive(picture, { party });
      await processDocument(message, {
        ...world.services,
        outside: () => Promise.resolve({ ...outside, psb: faster }),
      });
      await world.workOff();
      await world.pass(leaseSeconds + 60);
      expect(await world.read(key)).toMatchObject({ status, findings: [{ code }] });
      expect(uploads(world)).toBe(1);
      const recognised = await world.services.payables.read(await recognisedOf(world, key));
      expect(recognised?.findings.map((found) => found.code)).toEqual(marks);
    },
  );

  test('while the answer to the call stays away for good is enough', async () => {
    const world = await worldWith(() => erpInvoice());
    world.psb.faults.next(recognise, { loseAnswer: true });
    const { key, message } = await world.arrive(picture, { party });
    await processDocument(message, world.services);
    world.clock.advance(700_000);
    await hear(world, await recognisedOf(world, key));
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    expect(uploads(world)).toBe(1);
  });

  test('as a failure first and as a document after all is believed in the end', async () => {
    const world = await worldWith(() => erpInvoice());
    const key = await world.receive(picture, { party });
    const recognised = await recognisedOf(world, key);
    await hear(world, recognised, 'InvoiceReceivedError');
    world.clock.advance(700_000);
    await hear(world, recognised);
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    await hear(world, recognised, 'InvoiceReceivedError');
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    expect(await world.codes(recognised)).toEqual(['RECOGNISED']);
  });

  test('after a person rejected the PDF leaves that as it is, and the invoice waits for a person', async () => {
    const world = await worldWith(() => erpInvoice());
    const key = await world.receive(picture, { party });
    const recognised = await recognisedOf(world, key);
    await rejectPayable(key, { by: 'test', reason: 'an advertisement' }, world.services);
    world.clock.advance(700_000);
    await hear(world, recognised);
    expect(await world.status(key)).toBe('REJECTED');
    expect(await world.codes(recognised)).toEqual(['RECOGNISED']);
  });

  test('of an invoice that came by itself, too, is its DUPLICATE', async () => {
    const world = await worldWith(() => erpInvoice());
    await world.receive(erpInvoice());
    const { recognised } = await receiveRecognised(world);
    expect(await world.status(recognised)).toBe('DUPLICATE');
    expect(world.posts()).toBe(1);
  });
});

describe('a PDF that PSB recognises under an id of its own', () => {
  const other = '3f0c8c1e-0000-4000-8000-0000000000c1';

  /** PSB pays no heed to our id: the document comes under another, before or after we hear of that. */
  async function receiveUnder(made: Buffer, documentParty: string, isFirst: boolean) {
    const world = await worldWith(() => undefined);
    const { psb, ...outside } = await world.services.outside();
    const arrives = async () => {
      const { message } = await world.arrive(made, { party: documentParty, documentId: other });
      await processDocument(message, world.services);
    };
    const stubborn: typeof psb = {
      ...psb,
      async recognise() {
        if (isFirst) await arrives();
        return psb.recognise(
          documentParty,
          { name: 'x.pdf', contentType: 'application/pdf', bytes: picture },
          otherId,
        );
      },
    };
    const otherId = await import('../../lib/identifiers/document-id.ts').then(({ parseDocumentId }) => {
      const id = parseDocumentId(other);
      if (id === undefined) throw new Error('It is a GUID.');
      return id;
    });
    const { key, message } = await world.arrive(picture, { party: documentParty });
    await processDocument(message, {
      ...world.services,
      outside: () => Promise.resolve({ ...outside, psb: stubborn }),
    });
    if (!isFirst) await arrives();
    await world.workOff();
    return { world, key, recognised: { party: key.party, documentId: other } };
  }

  test.each([
    ['before', true],
    ['after', false],
  ])('is linked to the document that comes %s we hear of its id', async (_when, isFirst) => {
    const { world, key, recognised } = await receiveUnder(bankInvoice(), '0208:0401234560', isFirst);
    expect(await world.codes(recognised)).toEqual(['RECOGNISED']);
    expect(await world.status(recognised)).toBe('HELD');
    expect(await world.read(key)).toMatchObject({ status: 'NOT_PAYABLE', recognisedAs: other });
    await world.pass(leaseSeconds + 60);
    expect(world.posts()).toBe(0);
  });
});
