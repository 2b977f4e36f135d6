import { requireNode24 } from '../lib/config/require-node-24.ts';

/** Stops the whole run before the first test when Node is too old, so that no test can pass on the wrong one. */
export default function setup(): void {
  requireNode24();
}
