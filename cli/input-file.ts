import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** npm runs scripts in the project folder; paths are meant from where the person typed. */
export const inputPath = (file: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

/** The bytes of a file; throws an Error with one clear sentence when it cannot be read. */
export function readInput(file: string): Buffer {
  try {
    return readFileSync(inputPath(file));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`${file} cannot be read (${reason}).`, { cause: error });
  }
}
