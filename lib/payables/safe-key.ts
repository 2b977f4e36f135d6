import { createHash } from 'node:crypto';

const longestPart = 100;

/** The first characters of the SHA-256 of a text, in lower-case hex. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * A key for a URL path made of several texts, readable and free of collisions (documents.md 1 points 2 and 3):
 * letters, digits, `.`, `_` and `-` stay, all else becomes `-`; the parts are joined with `~`, which no part can
 * hold. When cleaning or cutting changed anything, a hash of the parts follows, so that `A/1` and `A-1` differ.
 */
export function safeKey(...parts: readonly string[]): string {
  const safe = parts.map((part) => part.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, longestPart));
  const isUnchanged = safe.every((part, index) => part === parts[index] && part !== '');
  return [...safe, ...(isUnchanged ? [] : [shortHash(JSON.stringify(parts))])].join('~');
}
