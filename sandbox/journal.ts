import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';

export interface Journal<Entry> {
  /** Writes the entry down and then applies it: what was answered to a caller is never forgotten. */
  readonly record: (entry: Entry) => void;
  readonly close: () => void;
}

/**
 * The memory of a sandbox server: an append-only file of JSON lines, `<dataFolder>/<name>.jsonl`, replayed through
 * `apply` when it is opened. Each line is handed to the operating system before `record` returns, so that it outlives
 * `kill -9`. Without a `dataFolder` the state lives as long as the process.
 * Throws an Error that names the file and line when a line other than a torn last one cannot be read.
 */
export function openJournal<Entry>(options: {
  dataFolder: string | undefined;
  name: string;
  entry: z.ZodType<Entry>;
  apply: (entry: Entry) => void;
}): Journal<Entry> {
  const { dataFolder, name, entry: schema, apply } = options;
  if (dataFolder === undefined) return { record: apply, close: () => undefined };

  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, `${name}.jsonl`);
  for (const [index, line] of wholeLines(file).entries())
    apply(readEntry(schema, line, `${file}:${index + 1}`));

  const handle = openSync(file, 'a');
  let closed = false;
  return {
    record(entry) {
      writeFully(handle, `${JSON.stringify(entry)}\n`);
      apply(entry);
    },
    close() {
      // Twice would close whatever got the same number since.
      if (!closed) closeSync(handle);
      closed = true;
    },
  };
}

/** The complete lines of the file; a last line that a kill tore off is cut away, as it was never answered. */
function wholeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
}

function readEntry<Entry>(schema: z.ZodType<Entry>, line: string, place: string): Entry {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`The journal of the sandbox is damaged at ${place}. Remove the file to start afresh.`, {
      cause,
    });
  }
}

/** writeSync may write less than it is given. */
function writeFully(handle: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}
