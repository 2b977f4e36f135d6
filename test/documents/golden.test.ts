import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';

// Each sample stands beside the complete invoice that must be read from it. After a change that is meant to
// change the reading, renew them with `npx vitest run test/documents/golden.test.ts -u` and read the difference.
const samples = [
  'nlcius-invoice',
  'credit-note-other-prefixes',
  'g-account-invoice',
  'xrechnung-extension-invoice',
  'cii-xrechnung-invoice',
  'cii-extended-invoice',
  'zugferd-1-invoice',
  'fatturapa-two-bodies',
  'fatturapa-simplified',
];

const fileOf = (name: string) => new URL(`samples/${name}`, import.meta.url);

test.for(samples)('%s is read to the last term as its golden file says.', async (sample) => {
  // Without this, a lost golden file would be written anew instead of failing.
  expect(existsSync(fileOf(`${sample}.golden.json`)), 'the golden file is missing').toBe(true);
  const reading = readXmlDocument(readFileSync(fileOf(`${sample}.xml`)));
  await expect(`${JSON.stringify(reading, null, 2)}\n`).toMatchFileSnapshot(`samples/${sample}.golden.json`);
});
