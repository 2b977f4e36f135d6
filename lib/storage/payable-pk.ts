import type { PayableKey } from '../payables/payable.ts';
import { keyPart } from './key-part.ts';

/** The partition of a payable: its state, its built request, what was said about it (design.md 5). */
export const payablePk = ({ party, documentId }: PayableKey): string =>
  `PAYABLE#${keyPart(party)}#${keyPart(documentId)}`;
