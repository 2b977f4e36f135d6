import { limits } from './limits.ts';
import { envelopeInvalid } from './asn1.ts';
import { verifiedContent } from './signed-data.ts';
import { readXmlDocument } from './read-xml-document.ts';
import type { Reading } from './reading.ts';
import { isSignedEnvelope } from './recognise.ts';
import { wrapped } from './wrapped.ts';

/**
 * Reads the document in a signed envelope: CMS in DER or BER, also as base64 or PEM, and in each other, three layers
 * at most (documents.md 6.4). Throws an AcquitError SIGNATURE_ENVELOPE_INVALID when the envelope cannot be read, or
 * when what it holds is not what was signed.
 */
export function readP7m(bytes: Uint8Array): Reading {
  let content = bytes;
  for (let layer = 0; isSignedEnvelope(content); layer += 1) {
    if (layer === limits.p7m.layers) throw envelopeInvalid(`it has more than ${limits.p7m.layers} layers`);
    content = content[0] === 0x30 ? verifiedContent(content) : fromBase64(content);
  }
  return wrapped('p7m', readXmlDocument(content));
}

/** Letters that are not base64 are skipped: the signature tells whether the right bytes came out. */
function fromBase64(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pem = /-----BEGIN [A-Z0-9 ]+-----([^-]*)-----END/.exec(text)?.[1];
  return Buffer.from(pem ?? text, 'base64');
}
