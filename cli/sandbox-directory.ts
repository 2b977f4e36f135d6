import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory } from '../lib/payables/directory.ts';
import { parseDirectory } from './directory-file.ts';

/** The directory of a run on one machine: the sandbox's own, or the file that the settings name. */
export function sandboxDirectory(
  root: string,
  file: string = join(root, 'sandbox/directory.yml'),
): Directory {
  return parseDirectory(readFileSync(file, 'utf8'), file);
}
