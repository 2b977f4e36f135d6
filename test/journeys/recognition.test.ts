import { expect, test } from 'vitest';
import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import { uuidV5 } from '../../lib/identifiers/uuid-v5.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { pdf } from '../documents/sample-pdf.ts';
import { eventually, sampleFile, startTestStack } from './test-stack.ts';

const picture = pdf({ 1: '<< /Type /Catalog >>' });
const unread = Buffer.from("UNA:+.? 'UNB+UNOC:3+8711111111111:14+8722222222222:14+261120:1000+1'");
const acme = 'NL:KVK:27318465';
const belco = '0208:0401234560';

/** PSB reads the picture, and makes a UBL invoice of what is none. */
const { stack, psb, erp, rest, read } = await startTestStack(
  { recognise: true },
  {
    recognise: () => sampleFile('nlcius-betalingskenmerk'),
    renditions: (bytes) => (Buffer.from(bytes).equals(unread) ? sampleFile('bis3-belgian-ogm') : undefined),
    recognitionDelayMs: 300,
  },
);

async function arrive(bytes: Uint8Array, party: string): Promise<PayableKey> {
  const documentId = uuidV5('recognition journey', party);
  await psb.receiveDocument({ party, bytes, documentId });
  return { party: normalisePartyId(party), documentId };
}

const requests = () =>
  erp.requests.filter(({ method, server }) => method === 'POST' && server === 'api').length;

/** As a person does who compared the two. */
const approve = (key: PayableKey, code: string) =>
  releasePayable(
    key,
    { by: 'clerk', approve: [code], note: 'compared' },
    {
      payables: stack.payables,
      // Nothing is nudged here: sweep finds it, as after a lost message.
      documents: { send: async () => undefined },
      submissions: { send: async () => undefined },
      now: () => new Date(),
      leaseSeconds: 0,
    },
  );

test('A PDF is recognised by PSB, held for a person, and paid once after it was compared', async () => {
  const key = await arrive(picture, acme);
  const recognisedAs = await eventually(
    async () => (await read(key))?.recognisedAs,
    'the PDF is sent to be recognised',
  );
  const recognised = { ...key, documentId: recognisedAs };
  const held = await rest(recognised);
  expect(held).toMatchObject({ status: 'HELD', recognisedFrom: key.documentId });
  expect(held.findings.map(({ code }) => code)).toEqual(['RECOGNISED']);
  expect(requests()).toBe(0);
  await eventually(async () => (await read(key))?.status === 'NOT_PAYABLE', 'the PDF is done with');

  await approve(recognised, 'RECOGNISED');
  await eventually(async () => (await read(recognised))?.status === 'PAID', 'the invoice is paid');
  expect(requests()).toBe(1);
});

test('A document of a syntax that Acquit does not read is read from a copy of PSB, and held first', async () => {
  const key = await arrive(unread, belco);
  const held = await rest(key);
  expect(held.status).toBe('HELD');
  expect(held.findings.map(({ code }) => code)).toEqual(['NORMALISED_COPY']);
  const before = requests();
  await approve(key, 'NORMALISED_COPY');
  await eventually(async () => (await read(key))?.status === 'PAYMENT_BUILT', 'the ERP has it');
  expect(requests()).toBe(before + 1);
});
