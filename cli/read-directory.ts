import { AcquitError } from '../lib/findings/acquit-error.ts';
import type { Directory } from '../lib/payables/directory.ts';
import { parseDirectory } from './directory-file.ts';
import { readInput } from './input-file.ts';

/**
 * The directory in a file. Throws DIRECTORY_INVALID with every fault, and for a file that is not UTF-8: names
 * from another code page would reach the ERP and the bank garbled.
 */
export function readDirectory(file: string): Directory {
  const bytes = readInput(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AcquitError(
      'DIRECTORY_INVALID',
      `${file} is not UTF-8; save it as "CSV UTF-8" or as UTF-8 text.`,
    );
  }
  return parseDirectory(text, file);
}
