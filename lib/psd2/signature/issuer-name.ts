import type { X509Certificate } from 'node:crypto';
import {
  type BaseBlock,
  BaseStringBlock,
  Constructed,
  fromBER,
  Integer,
  ObjectIdentifier,
  Sequence,
} from 'asn1js';
import { AcquitError } from '../../findings/acquit-error.ts';

export interface NameAttribute {
  /** `2.5.4.3` for CN. */
  readonly oid: string;
  /** Undefined for a value that is no text. */
  readonly text: string | undefined;
  /** The value with its tag, in lower case. */
  readonly derHex: string;
}

/** The relative names in the order of the certificate, country first as a rule; nearly always one attribute each. */
export type Name = readonly (readonly NameAttribute[])[];

/** The issuer of a certificate, read from its DER. Throws CONFIGURATION_INVALID when it cannot be. */
export function issuerName(certificate: X509Certificate): Name {
  const { result } = fromBER(Buffer.from(certificate.raw));
  const [tbs] = children(result);
  const fields = children(tbs);
  // An optional [0] version stands before the serial number; the issuer is two after that (RFC 5280 4.1).
  const issuer = fields[fields.findIndex((field) => field instanceof Integer) + 2];
  if (!(issuer instanceof Sequence)) {
    throw new AcquitError('CONFIGURATION_INVALID', 'The certificate has no readable issuer.');
  }
  return children(issuer).map((relative) => children(relative).map(readAttribute));
}

const children = (node: BaseBlock | undefined): readonly BaseBlock[] =>
  node instanceof Constructed ? node.valueBlock.value : [];

function readAttribute(node: BaseBlock): NameAttribute {
  const [type, value] = children(node);
  return {
    oid: type instanceof ObjectIdentifier ? type.getValue() : '',
    text: value instanceof BaseStringBlock ? value.getValue() : undefined,
    derHex: value === undefined ? '' : Buffer.from(value.valueBeforeDecodeView).toString('hex'),
  };
}
