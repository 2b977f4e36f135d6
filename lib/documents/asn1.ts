import { type BaseBlock, Constructed, fromBER, ObjectIdentifier } from 'asn1js';
import { AcquitError } from '../findings/acquit-error.ts';
import { limits } from './limits.ts';

/** The first node in the bytes, BER or DER. Throws an AcquitError SIGNATURE_ENVELOPE_INVALID. */
export function parseAsn1(bytes: Uint8Array): BaseBlock {
  const { depth: maxDepth, nodes: maxNodes } = limits.p7m;
  try {
    const { offset, result } = fromBER(Buffer.from(bytes), {
      maxDepth,
      maxNodes,
      maxContentLength: limits.bytes,
      parseEmbedded: false,
      copyInput: false,
    });
    if (offset >= 0) return result;
    throw new Error(result.error);
  } catch (cause) {
    // asn1js answers most damage with an error, but throws for a time that is none.
    throw envelopeInvalid(`it is damaged (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}

/** The nodes inside a sequence, a set or a tag; none when there is no such node. */
export const children = (node: BaseBlock | undefined): readonly BaseBlock[] =>
  node instanceof Constructed ? node.valueBlock.value : [];

/** The text of an object identifier (`1.2.840.113549.1.7.2`), or `''` for anything else. */
export const identifier = (node: BaseBlock | undefined): string =>
  node instanceof ObjectIdentifier ? node.getValue() : '';

/** Whether the node has the context-specific tag. */
export const isTagged = (node: BaseBlock, tag: number): boolean =>
  node.idBlock.tagClass === 3 && node.idBlock.tagNumber === tag;

/** The node as it stands in the file. */
export const encoded = (node: BaseBlock | undefined): Buffer =>
  node === undefined ? Buffer.alloc(0) : Buffer.from(node.valueBeforeDecodeView);

export const envelopeInvalid = (reason: string): AcquitError =>
  new AcquitError('SIGNATURE_ENVELOPE_INVALID', `The signed envelope cannot be accepted: ${reason}.`);
