import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AcquitError } from '../findings/acquit-error.ts';

/** A key of AES-256 in base64, with the name under which texts that it sealed remember it. */
export interface SealingKey {
  readonly id: string;
  readonly key: string;
}

export interface TextSealer {
  /** `context` names the item and the field: a sealed text does not open in any other place. */
  seal(text: string, context: string): string;
  /** Throws an AcquitError CONFIGURATION_INVALID when its key is gone or it was changed or moved; never with text. */
  open(sealed: string, context: string): string;
}

const algorithm = 'aes-256-gcm';
/** 96 bits, random each time: right for far more texts than a key ever seals (NIST SP 800-38D 8.2.2). */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals short secrets that rest in the table (psd2.md 3.7: tokens encrypted at rest) with AES-256-GCM: the id of the
 * key, a dot, and nonce, text and tag in base64url. The first key seals, every key opens: to rotate, put a new one
 * in front and remove the old one when nothing is sealed with it any more. Throws CONFIGURATION_INVALID for a key
 * that is none.
 */
export function createTextSealer(
  keys: readonly SealingKey[],
  randomBytes: (size: number) => Uint8Array,
): TextSealer {
  const byId = new Map(keys.map(({ id, key }) => [id, readKey(id, key)]));
  const current = keys[0];
  if (current === undefined || byId.size < keys.length) throw unfit('each key needs an id of its own');

  const keyOf = (id: string): Buffer => {
    const key = byId.get(id);
    if (key === undefined) throw unfit(`a token was sealed with the key "${id}", which is not there`);
    return key;
  };

  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, keyOf(current.id), nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [id = '', content = ''] = sealed.split('.');
      const bytes = Buffer.from(content, 'base64url');
      const decipher = createDecipheriv(algorithm, keyOf(id), paddedNonce(bytes), {
        authTagLength: tagBytes,
      });
      try {
        decipher.setAAD(Buffer.from(context));
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8');
        return text + decipher.final('utf8');
      } catch {
        // The cause is left out on purpose: nothing of a secret may reach a log.
        throw unfit(`a token does not open with the key "${id}": it was changed, or stood elsewhere`);
      }
    },
  };
}

/** A text cut short is refused by its tag, not by its nonce. */
const paddedNonce = (bytes: Buffer): Buffer => Buffer.concat([bytes.subarray(0, nonceBytes)], nonceBytes);

function readKey(id: string, key: string): Buffer {
  const bytes = Buffer.from(key, 'base64');
  if (!/^[\w-]{1,40}$/.test(id)) throw unfit('the id of a key has 1 to 40 letters, digits, _ and -');
  if (bytes.length !== 32) throw unfit(`the key "${id}" is not 32 bytes in base64`);
  return bytes;
}

const unfit = (what: string): AcquitError =>
  new AcquitError('CONFIGURATION_INVALID', `Sealing of tokens: ${what}.`);
