import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { parseDirectory } from '../cli/directory-file.ts';
import { parseIsoDate } from '../lib/documents/iso-date.ts';
import { readXmlDocument } from '../lib/documents/read-xml-document.ts';
import { assess } from '../lib/payables/assess.ts';
import { serialisePaymentRequest } from '../lib/payables/serialise-payment-request.ts';
import { type Comparison, compareSpeed } from './compare-speed.ts';
import { readWithPeer } from './read-with-peer.ts';
import { informative, type Result, times, within } from './result.ts';
import { root } from './root.ts';
import { sizedInvoice } from './sized-invoice.ts';

/** The parser with which nothing is lost and nothing malformed is taken: strings, entities, validator first. */
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  maxNestedTags: 64,
  processEntities: {
    enabled: true,
    maxEntityCount: 1,
    maxTotalExpansions: 100_000,
    maxExpandedLength: 1_000_000,
  },
});

const sample = readFileSync(join(root, 'events/invoices/nlcius-betalingskenmerk.xml'), 'utf8');
const directoryFile = join(root, 'sandbox/directory.yml');
const directory = parseDirectory(readFileSync(directoryFile, 'utf8'), directoryFile);

const small = Buffer.from(sizedInvoice(sample, { lines: 7, bytes: 10_000 }));
const large = Buffer.from(sizedInvoice(sample, { lines: 1000, bytes: 1_000_000 }));
const huge = Buffer.from(sizedInvoice(sample, { lines: 5000, bytes: 6_000_000 }));
const attachmentBytes = 15_000_000;
const withAttachment = Buffer.from(
  small
    .toString('utf8')
    .replace(
      '<cac:AccountingSupplierParty>',
      `<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="invoice.pdf">${'QWNxdWl0'.repeat(attachmentBytes / 8)}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference><cac:AccountingSupplierParty>`,
    ),
);

/** From the bytes of a UBL invoice to the bytes of its payment request, against parsing the same XML alone. */
export async function measureDocuments(): Promise<Result[]> {
  const smallest = await measure('10 KB', small);
  const larger = await measure('1 MB, 1,000 lines', large);
  const largest = await measure('6 MB, 5,000 lines', huge);
  const attached = await measure('10 KB and a 15 MB attachment', withAttachment);
  return [
    ...[smallest, larger, largest, attached].map(({ result }) => result),
    growth(larger.comparison, largest.comparison),
    await costOfAttachment(),
    ...(await againstPeer()),
  ];
}

async function measure(what: string, bytes: Buffer): Promise<{ result: Result; comparison: Comparison }> {
  const work = () => toPaymentRequest(bytes);
  const bare = () => parser.parse(bytes.toString('utf8'), true);
  work();
  const comparison = await compareSpeed(work, bare);
  const { subject, baseline, ratio } = comparison;
  return {
    comparison,
    result: {
      name: `UBL invoice of ${what}: read, assess, build ÷ fast-xml-parser alone`,
      measured: `${times(ratio)} (${inMilliseconds(subject)} ÷ ${inMilliseconds(baseline)} ms)`,
      figures: { ratio, bytes: bytes.length, subjectMicroseconds: subject, baselineMicroseconds: baseline },
      ...within({ value: ratio, limit: 1.7 }, times),
    },
  };
}

const inMilliseconds = (microseconds: number): string => (microseconds / 1000).toFixed(2);

/** The power of the number of lines that the cost grows with: 1 is linear. */
function growth(fewer: Comparison, more: Comparison): Result {
  const exponent = Math.log(more.subject / fewer.subject) / Math.log(5000 / 1000);
  return {
    name: 'growth of the cost with the lines, from 1,000 to 5,000',
    measured: `lines to the power ${exponent.toFixed(2)}`,
    figures: { exponent },
    ...within({ value: exponent, limit: 1.1 }, (value) => value.toFixed(2)),
  };
}

/** What 15 MB of attachment add to reading, against decoding those bytes once and looking through them once. */
async function costOfAttachment(): Promise<Result> {
  const scan = () => withAttachment.toString('utf8').indexOf('\0');
  const { subject, baseline, ratio } = await compareSpeed(() => readXmlDocument(withAttachment), scan);
  return {
    name: 'reading with a 15 MB attachment ÷ decoding and scanning the bytes',
    measured: `${times(ratio)} (${inMilliseconds(subject)} ÷ ${inMilliseconds(baseline)} ms)`,
    figures: { ratio, subjectMicroseconds: subject, baselineMicroseconds: baseline },
    ...informative,
  };
}

/** Reading alone, side by side with another maintained package that reads the same invoice. */
async function againstPeer(): Promise<Result[]> {
  const peer = await readWithPeer();
  if (peer === undefined) return [];
  const xml = small.toString('utf8');
  const { subject, baseline, ratio } = await compareSpeed(
    () => readXmlDocument(small),
    () => peer.read(xml),
  );
  return [
    {
      name: `UBL invoice of 10 KB: read ÷ ${peer.name}`,
      measured: `${times(ratio)} (${inMilliseconds(subject)} ÷ ${inMilliseconds(baseline)} ms)`,
      figures: { ratio, subjectMicroseconds: subject, baselineMicroseconds: baseline },
      ...informative,
    },
  ];
}

function toPaymentRequest(bytes: Buffer): Uint8Array {
  const reading = readXmlDocument(bytes);
  if (!reading.readable) throw new Error('The invoice of the bench cannot be read');
  const today = parseIsoDate('2026-11-21');
  const [invoice] = reading.invoices;
  if (today === undefined) throw new Error('The bench has no day');
  const { payments, findings } = assess({ invoice, directory, today, sourceSystem: 'acquit' });
  const [payment] = payments;
  if (payment === undefined)
    throw new Error(`The invoice of the bench is not paid: ${JSON.stringify(findings)}`);
  return serialisePaymentRequest(payment.request);
}
