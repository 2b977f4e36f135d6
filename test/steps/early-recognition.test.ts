import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseDocumentId } from '../../lib/identifiers/document-id.ts';
import type { DocumentsMessage } from '../../lib/queues/messages.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { pdf } from '../documents/sample-pdf.ts';
import {
  bankInvoice,
  erpInvoice,
  leaseSeconds,
  sample,
  sampleDirectory,
  startEngines,
  type World,
} from './world.ts';

const { newWorld } = await startEngines();

const picture = pdf({ 1: '<< /Type /Catalog >>' });
const belco = '0208:0401234560';
const acme = 'NL:KVK:27318465';
const other = '3f0c8c1e-0000-4000-8000-0000000000c1';

let world: World;
beforeEach(async () => {
  world = await newWorld({ organisation: { recognise: true }, psb: { recognise: () => undefined } });
});

type Services = World['services'];

/** A fault that passes by itself. */
const throttled = () => Object.assign(new Error('later'), { name: 'ThrottlingException' });

/** A PDF arrives, and PSB recognises it under an id of its own: `other`, after something else happened. */
async function recogniseAsOther(
  party: string,
  meanwhile: () => Promise<void>,
  changed: (services: Services) => Services = (services) => services,
) {
  const { psb, ...outside } = await world.services.outside();
  const stubborn: typeof psb = {
    ...psb,
    async recognise(partyId, file) {
      await meanwhile();
      const id = parseDocumentId(other);
      if (id === undefined) throw new Error('The id is a GUID.');
      return psb.recognise(partyId, file, id);
    },
  };
  const services = changed({ ...world.services, outside: async () => ({ ...outside, psb: stubborn }) });
  const { message } = await world.arrive(picture, { party });
  await processDocument(message, services);
}

/** A worker takes the document up and dies at once. */
const takenUp = (message: DocumentsMessage) =>
  processDocument(message, { ...world.services, outside: () => Promise.reject(throttled()) });

async function settle(): Promise<void> {
  await world.workOff();
  await world.pass(leaseSeconds + 600);
}

describe('An invoice that comes before its PDF is known to be its source waits for a person', () => {
  test('when another worker writes it at the moment it is marked', async () => {
    const recognised = { party: belco, documentId: other };
    const { message: early } = await world.arrive(bankInvoice(), recognised);
    let isFirst = true;
    const disturbed = (services: Services): Services => ({
      ...services,
      payables: {
        ...services.payables,
        async save(previous, next, also) {
          const now = previous.documentId === other ? await services.payables.read(recognised) : undefined;
          if (isFirst && now !== undefined) {
            isFirst = false;
            await services.payables.save(now, { ...now });
          }
          return services.payables.save(previous, next, also);
        },
      },
    });
    await recogniseAsOther(belco, () => takenUp(early), disturbed);
    await settle();
    expect(await world.codes(recognised)).toContain('RECOGNISED');
    expect(world.posts()).toBe(0);
  });

  test('when the worker dies between the link and the mark', async () => {
    const recognised = { party: belco, documentId: other };
    const { message: early } = await world.arrive(bankInvoice(), recognised);
    let isDead = false;
    const dying = (services: Services): Services => ({
      ...services,
      payables: {
        ...services.payables,
        read: (key) =>
          isDead && key.documentId === other ? Promise.reject(throttled()) : services.payables.read(key),
      },
    });
    const die = async () => {
      await takenUp(early);
      isDead = true;
    };
    await recogniseAsOther(belco, die, dying);
    await settle();
    expect(await world.codes(recognised)).toContain('RECOGNISED');
    expect(world.posts()).toBe(0);
  });

  test('when it is taken in while the answer to the PDF arrives', async () => {
    const recognised = { party: belco, documentId: other };
    const { message: early } = await world.arrive(bankInvoice(), recognised);
    await processDocument(early, {
      ...world.services,
      payables: {
        ...world.services.payables,
        async create(payable) {
          await recogniseAsOther(belco, async () => undefined);
          return world.services.payables.create(payable);
        },
      },
    });
    await settle();
    expect(await world.codes(recognised)).toContain('RECOGNISED');
    expect(world.posts()).toBe(0);
  });

  test('with every part of its amount', async () => {
    const { message: early } = await world.arrive(sample('nlcius-g-account'), {
      party: acme,
      documentId: other,
    });
    await recogniseAsOther(acme, () => processDocument(early, world.services));
    await settle();
    const party = '0106:27318465';
    for (const documentId of [other, `${other}.p2`]) {
      expect(await world.codes({ party, documentId }), documentId).toContain('RECOGNISED');
    }
    expect(world.posts()).toBe(0);
  });

  test('also when PSB announces it under another party of the same organisation', async () => {
    const { organisations, suppliers } = sampleDirectory();
    const second = '0208:0999999922';
    await world.services.directory.importAll({
      organisations: organisations.map((one, index) => ({
        ...one,
        recognise: true,
        parties: index === 0 ? [...one.parties, second] : one.parties,
      })),
      suppliers,
    });
    const key = await world.receive(picture, { party: acme });
    const { recognisedAs = '' } = await world.read(key);
    await world.psb.receiveDocument({ party: second, bytes: erpInvoice(), documentId: recognisedAs });
    const { key: recognised, message } = world.announce(second, recognisedAs);
    await processDocument(message, world.services);
    await settle();
    expect(await world.codes(recognised)).toContain('RECOGNISED');
    expect(await world.status(key)).toBe('NOT_PAYABLE');
    expect(world.posts()).toBe(0);
  });
});
