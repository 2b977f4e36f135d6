import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { PsbError } from './psb-error.ts';
import type { PsbState } from './psb-state.ts';

/**
 * The id that the caller chose for the document he creates (`X-EConnect-DocumentId`), or a new one. Throws 400 when it
 * is no UUID and 409 when it was used before, by id alone (psb.md 4.5). Nothing may wait between this and the record,
 * so that of two equal calls at a time only one is taken.
 */
export function chosenDocumentId(header: string | undefined, state: PsbState): string {
  if (header === undefined) return randomUUID();
  if (!z.guid().safeParse(header).success) throw new PsbError(400, 'X-EConnect-DocumentId must be a UUID.');
  const id = header.toLowerCase();
  if (state.usedIds.has(id)) throw new PsbError(409, 'This document id was processed before.');
  return id;
}
