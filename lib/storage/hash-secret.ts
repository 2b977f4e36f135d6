import { createHash } from 'node:crypto';

/**
 * What the table keeps of a state, a ticket or a session: whoever reads the table cannot use them. They are random and
 * long, so that one round of SHA-256 is enough. In hex.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
