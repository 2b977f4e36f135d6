import { createHash } from 'node:crypto';
import { type BaseBlock, OctetString, Set as SetOf } from 'asn1js';
import { children, encoded, envelopeInvalid, identifier, isTagged, parseAsn1 } from './asn1.ts';
import { limits } from './limits.ts';
import { certificateOf } from './signer-certificate.ts';
import { isSignatureOf } from './verify-signature.ts';

const signedData = '1.2.840.113549.1.7.2';
const contentTypeAttribute = '1.2.840.113549.1.9.3';
const messageDigestAttribute = '1.2.840.113549.1.9.4';

/** SHA-1 and older are not among them: content that was not signed can be made to fit. */
const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

interface Signed {
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly certificates: readonly BaseBlock[];
}

/**
 * The content of a CMS SignedData (RFC 5652), once each signature over it fits the certificate that the envelope has
 * for it. Whether that certificate may be trusted is not asked: no chain, no expiry, no revocation (documents.md 6.4).
 * Throws an AcquitError SIGNATURE_ENVELOPE_INVALID.
 */
export function verifiedContent(bytes: Uint8Array): Uint8Array {
  const [type, explicit] = children(parseAsn1(bytes));
  if (identifier(type) !== signedData) throw envelopeInvalid('it is no signed data');
  const [, , encapsulated, ...rest] = children(children(explicit)[0]);
  const [contentType, wrapper] = children(encapsulated);
  const content = octets(children(wrapper)[0], 'the document is not in it');
  const signers = children(rest.findLast((each) => each instanceof SetOf));
  if (signers.length === 0) throw envelopeInvalid('nobody signed it');
  if (signers.length > limits.p7m.signers)
    throw envelopeInvalid(`it has more than ${limits.p7m.signers} signatures`);
  const certificates = children(rest.find((each) => isTagged(each, 0)));
  for (const signer of signers)
    verify(signer, { content, contentType: identifier(contentType), certificates });
  return content;
}

function verify(signer: BaseBlock, { content, contentType, certificates }: Signed): void {
  const [, id, digestAlgorithm, ...rest] = children(signer);
  const digest = digests[identifier(children(digestAlgorithm)[0])];
  if (digest === undefined) throw envelopeInvalid('its digest is of a kind that Acquit does not accept');
  const [first] = rest;
  const attributes = first !== undefined && isTagged(first, 0) ? first : undefined;
  const [algorithm, signature] = attributes === undefined ? rest : rest.slice(1);
  if (attributes !== undefined) {
    checkAttribute(attributes, contentTypeAttribute, (value) => identifier(value) === contentType);
    const expected = createHash(digest).update(content).digest();
    checkAttribute(attributes, messageDigestAttribute, (value) =>
      expected.equals(octets(value, 'a digest is missing')),
    );
  }
  const isSigned = isSignatureOf({
    signed: attributes === undefined ? content : asSet(attributes),
    signature: octets(signature, 'a signature is missing'),
    algorithm: identifier(children(algorithm)[0]),
    digest,
    certificate: certificateOf(id, certificates),
  });
  if (!isSigned) throw envelopeInvalid('a signature does not fit');
}

/** A signed attribute must be there once and have one value (RFC 5652, 11.1 and 11.2). */
function checkAttribute(
  attributes: BaseBlock,
  type: string,
  fits: (value: BaseBlock | undefined) => boolean,
): void {
  const [attribute, second] = children(attributes).filter((each) => identifier(children(each)[0]) === type);
  const values = children(children(attribute)[1]);
  if (second !== undefined || values.length !== 1 || !fits(values[0])) {
    throw envelopeInvalid('the document in it is not the one that was signed');
  }
}

/** The signed attributes as they are signed: as a SET OF in DER instead of under their tag (RFC 5652, 5.4). */
function asSet(attributes: BaseBlock): Uint8Array {
  const content = Buffer.concat(children(attributes).map(encoded));
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  if (length > 0xffff) throw envelopeInvalid('its signed attributes are too long');
  return Buffer.concat([Buffer.from([0x31, ...size]), content]);
}

function octets(node: BaseBlock | undefined, missing: string): Uint8Array {
  if (!(node instanceof OctetString)) throw envelopeInvalid(missing);
  return new Uint8Array(node.getValue());
}
