import './quiet.ts';
import { describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { htmlPage } from '../http/stand-in.ts';
import { bankInvoice, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();

const party = '0208:0401234560';
const original = Buffer.from("UNA:+.? 'UNB+UNOC:3+8711111111111:14+8722222222222:14+261120:1000+1'");
const bisInvoice =
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1';

/** PSB makes of the original what the test says, and only in the one format that is asked for. */
const worldWith = (copy: Buffer | undefined) =>
  newWorld({ psb: { renditions: (_bytes, target) => (target === bisInvoice ? copy : undefined) } });

const download = { method: 'GET', path: /\/download$/ };
const downloads = (world: World) =>
  world.psb.requests.filter(({ method, path }) => method === 'GET' && /\/download(\?|$)/.test(path)).length;

async function release(world: World, key: PayableKey, ...approve: string[]): Promise<void> {
  await releasePayable(key, { by: 'test', approve, note: 'compared them' }, world.services);
  await world.workOff();
}

describe('a document of a syntax that Acquit does not read', () => {
  test('is read from a copy of PSB, kept beside the original, and held until a person compared the two', async () => {
    const world = await worldWith(bankInvoice());
    const key = await world.receive(original, { party });
    const { status, archive, document, organisation } = await world.read(key);
    expect(status).toBe('HELD');
    expect(await world.codes(key)).toEqual(['NORMALISED_COPY']);
    expect(document?.number).toBe('VH-2026-1142');
    expect(organisation).toBe('BELCO');
    expect(await world.services.archive.get(archive?.key ?? '')).toEqual(original);
    expect(archive?.normalised).toMatchObject({ format: bisInvoice, size: bankInvoice().length });
    expect(await world.services.archive.get(archive?.normalised?.key ?? '')).toEqual(bankInvoice());
    expect(world.posts()).toBe(0);

    await release(world, key);
    expect(await world.codes(key)).toEqual(['NORMALISED_COPY']);
    await release(world, key, 'NORMALISED_COPY');
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(downloads(world)).toBe(2);
  });

  test('is not refused for a fault of the copy before a person compared it', async () => {
    const wrong = sample('bis3-belgian-ogm', { '</cbc:PayableAmount>': '1</cbc:PayableAmount>' });
    const world = await worldWith(wrong);
    const key = await world.receive(original, { party });
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(expect.arrayContaining(['NORMALISED_COPY']));
    await release(world, key, 'NORMALISED_COPY');
    expect(await world.status(key)).toBe('REJECTED');
  });

  test('is held as it came when PSB has no copy of it', async () => {
    const world = await worldWith(undefined);
    const key = await world.receive(original, { party });
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['SYNTAX_NOT_SUPPORTED']);
    expect((await world.read(key)).archive?.normalised).toBeUndefined();
  });

  test.each([
    ['the document as it came, as if nothing had been asked', original],
    ['an invoice of another profile', sample('nlcius-betalingskenmerk')],
    ['a document that cannot be read', Buffer.from(bankInvoice().subarray(0, 2000))],
  ])('is held as it came when PSB sends %s', async (_what, copy) => {
    const world = await worldWith(copy);
    const key = await world.receive(original, { party });
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual(['SYNTAX_NOT_SUPPORTED']);
  });

  test.each([
    ['503', { status: 503, times: 4 }],
    ['a web page with 200', { status: 200, body: htmlPage, times: 1 }],
    ['a lost answer', { loseAnswer: true, times: 2 }],
  ] as const)('keeps its original when the copy meets %s, and is read later', async (_what, fault) => {
    const world = await worldWith(bankInvoice());
    const { psb, ...outside } = await world.services.outside();
    const struck: typeof psb = {
      ...psb,
      download(...asked) {
        if (asked[2] !== undefined) world.psb.faults.next(download, fault);
        return psb.download(...asked);
      },
    };
    const { key, message } = await world.arrive(original, { party });
    await processDocument(message, {
      ...world.services,
      outside: () => Promise.resolve({ ...outside, psb: struck }),
    });
    const waiting = await world.read(key);
    expect(waiting).toMatchObject({ status: 'RECEIVED', findings: [], archive: { size: original.length } });
    await world.pass(3600);
    expect(await world.codes(key)).toEqual(['NORMALISED_COPY']);
  });

  test('is held as it came when a person releases it after PSB has deleted it', async () => {
    const world = await worldWith(undefined);
    const key = await world.receive(original, { party });
    world.clock.advance(8 * 24 * 3600 * 1000);
    await release(world, key);
    expect(await world.codes(key)).toEqual(['SYNTAX_NOT_SUPPORTED']);
  });

  test('is a payable that nobody believes when its archived copy is not what was stored', async () => {
    const world = await worldWith(bankInvoice());
    const key = await world.receive(original, { party });
    const { archive } = await world.read(key);
    await world.services.archive.put(archive?.normalised?.key ?? '', bankInvoice('VH-2026-9999'));
    await releasePayable(key, { by: 'test', approve: ['NORMALISED_COPY'] }, world.services);
    await world.workOff().catch(() => undefined);
    expect(await world.status(key)).not.toBe('SUBMITTED');
    expect(world.posts()).toBe(0);
  });
});

describe('a document that Acquit reads', () => {
  test.each(['bis3-belgian-ogm', 'xrechnung-cii', 'fatturapa-two-invoices', 'bis3-credit-note'])(
    'such as %s is never asked for in another format',
    async (name) => {
      const world = await worldWith(bankInvoice('SOMETHING-ELSE'));
      const key = await world.receive(sample(name));
      expect(downloads(world)).toBe(1);
      expect(await world.codes(key)).not.toContain('NORMALISED_COPY');
    },
  );

  test('but refuses is not asked for either', async () => {
    const world = await worldWith(bankInvoice());
    const key = await world.receive(Buffer.from('<Invoice>'), { party });
    expect(await world.status(key)).toBe('REJECTED');
    expect(downloads(world)).toBe(1);
  });
});
