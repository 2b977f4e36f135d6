import { createHash } from 'node:crypto';

/** Bytes of a part that stays as it is: two such parts fit well into the 1024 bytes of a sort key. */
const longestPart = 200;

/** Characters of a longer part that stay readable; with the hash it is always longer than any part that stays. */
const readable = 140;

/**
 * A part of a key that somebody outside wrote (an invoice number, an identifier): as it is up to 200 bytes of
 * UTF-8; of a longer one the first characters, `~` and its SHA-256, at most 485 bytes, so that two fit into a sort key (1024). No two texts give the same
 * part, because a hashed one is longer than 200 bytes. DynamoDB refuses keys that are too long, even in a read.
 */
export const keyPart = (text: string): string =>
  Buffer.byteLength(text) <= longestPart
    ? text
    : `${text.slice(0, readable).replace(/[\uD800-\uDBFF]$/, '')}~${createHash('sha256').update(text).digest('hex')}`;
