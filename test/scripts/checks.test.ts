import { describe, expect, test } from 'vitest';
import { requireNode24 } from '../../lib/config/require-node-24.ts';
import { dependencyFaults } from '../../scripts/check-dependencies.ts';
import { lockfileFaults } from '../../scripts/check-lockfile.ts';

describe('The checks of the house can fail', () => {
  test('a dependency check that sees no modules is a fault, not a pass', () => {
    expect(dependencyFaults(['docs'])).toEqual([
      'The dependency check saw the imports of 0 TypeScript modules; at least 100 were expected.',
    ]);
  });

  test('a lockfile with a download address is refused by the name of the package', () => {
    const lockfile = {
      packages: {
        '': {},
        'node_modules/a': { resolved: 'https://example.com/a.tgz', integrity: 'sha512-x' },
      },
    };
    expect(lockfileFaults(JSON.stringify(lockfile))).toEqual([
      "node_modules/a records a download address; run npm install with the project's .npmrc.",
    ]);
  });

  test('a lockfile without packages or without hashes is refused', () => {
    expect(lockfileFaults('{"packages":{}}')).toEqual(['package-lock.json lists no packages.']);
    expect(lockfileFaults('{"packages":{"node_modules/a":{}}}')).toEqual([
      'node_modules/a has no integrity hash.',
    ]);
  });

  test('an older Node is stopped with one clear sentence', () => {
    expect(() => requireNode24('20.20.2')).toThrow(/needs Node 24 or newer and this is Node 20\.20\.2/);
    expect(() => requireNode24('24.0.0')).not.toThrow();
  });
});
