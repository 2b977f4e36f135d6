import { randomBytes } from 'node:crypto';
import type { Secret } from '../../config/secrets.ts';
import { type ConsentStore, createConsentStore } from '../../storage/consent-store.ts';
import { createTextSealer, type SealingKey } from '../../storage/sealed-text.ts';
import type { Table } from '../../storage/table.ts';

/** The consents of a function, whose tokens the keys of the secret `sealing` protect. */
export function connectConsents(table: Table, { key, previousKey }: Secret<'sealing'>): ConsentStore {
  const keys = [key, ...(previousKey === undefined ? [] : [previousKey])].map(sealingKey);
  return createConsentStore(table, createTextSealer(keys, randomBytes));
}

function sealingKey(text: string): SealingKey {
  const colon = text.indexOf(':');
  return { id: text.slice(0, colon), key: text.slice(colon + 1) };
}
