import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { termsSection } from '../../scripts/docs/terms-section.ts';

test('Every term is read from where docs/terms.md says it is: the page is the golden file of the tables of paths.', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/terms.md', import.meta.url)), 'utf8');
  expect(page).toContain(termsSection());
});
