import type { Check } from './run-checks.ts';
import { ok, wrong } from './verdict.ts';

/** The directory has organisations: without one, every document is of an unknown party. */
export const directory: Check = {
  name: 'directory',
  after: ['table'],
  async run({ organisations }) {
    const own = await organisations();
    if (own.length > 0) return ok(`It has ${own.map(({ shortCode }) => shortCode).join(', ')}.`);
    return wrong(
      'The directory is empty, so that every invoice is HELD as of an unknown party.',
      'Import yours with acquit directory import FILE; docs/directory.md describes the file.',
    );
  },
};
