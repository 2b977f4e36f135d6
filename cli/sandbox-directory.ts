import { join } from 'node:path';
import type { Directory } from '../lib/payables/directory.ts';
import { readDirectory } from './read-directory.ts';

/** The directory of a run on one machine: the sandbox's own, or the file that the settings name. */
export const sandboxDirectory = (
  root: string,
  file: string = join(root, 'sandbox/directory.yml'),
): Directory => readDirectory(file);
