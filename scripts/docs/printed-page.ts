import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A page of docs/ that is printed from the code, in part or as a whole. */
export interface PrintedPage {
  /** From the root of the project, for people: `docs/configure.md`. */
  readonly name: string;
  readonly file: string;
  /** What it says; null when it is not there. */
  readonly text: string | null;
  /** What the code says; null when the code knows no such page any more. */
  readonly fresh: string | null;
}

/** What is wrong with the page, for a list: `docs/configure.md is stale`; null when nothing is. */
export function faultOf({ name, text, fresh }: PrintedPage): string | null {
  if (text === fresh) return null;
  if (text === null) return `${name} is missing`;
  return fresh === null ? `${name} belongs to no code any more` : `${name} is stale`;
}

/** Makes the page say what the code says, or removes it. */
export function writePage({ file, fresh }: PrintedPage): void {
  if (fresh === null) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, fresh);
}
