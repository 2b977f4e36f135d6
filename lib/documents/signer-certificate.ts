import { X509Certificate } from 'node:crypto';
import { type BaseBlock, Sequence } from 'asn1js';
import { children, encoded, envelopeInvalid, identifier, isTagged } from './asn1.ts';

const subjectKeyIdentifier = '2.5.29.14';

/**
 * The certificate in the envelope that a signer names by issuer and serial number, or by the identifier of its key
 * (RFC 5652, 5.3). Throws an AcquitError SIGNATURE_ENVELOPE_INVALID when it is not there or cannot be read.
 */
export function certificateOf(
  id: BaseBlock | undefined,
  certificates: readonly BaseBlock[],
): X509Certificate {
  const certificate = id === undefined ? undefined : certificates.find((each) => isNamed(id, each));
  if (certificate === undefined) throw envelopeInvalid('the certificate of a signer is not in it');
  try {
    return new X509Certificate(encoded(certificate));
  } catch {
    throw envelopeInvalid('the certificate of a signer cannot be read');
  }
}

function isNamed(id: BaseBlock, certificate: BaseBlock): boolean {
  const fields = children(children(certificate)[0]);
  const [first] = fields;
  // Version 1 has no version in front.
  const [serial, , issuer] = first !== undefined && isTagged(first, 0) ? fields.slice(1) : fields;
  if (id instanceof Sequence) {
    const [issuerNamed, serialNamed] = children(id);
    return encoded(issuer).equals(encoded(issuerNamed)) && encoded(serial).equals(encoded(serialNamed));
  }
  // Both end with the bytes of the identifier, under other tags.
  const keyIdentifier = encoded(id).subarray(2);
  return (
    keyIdentifier.length > 0 &&
    extension(fields, subjectKeyIdentifier).subarray(-keyIdentifier.length).equals(keyIdentifier)
  );
}

/** The value of an extension of a certificate, still encoded; empty when it is not there. */
function extension(fields: readonly BaseBlock[], type: string): Buffer {
  const extensions = children(children(fields.find((each) => isTagged(each, 3)))[0]);
  return encoded(children(extensions.find((each) => identifier(children(each)[0]) === type)).at(-1));
}
