import { appendHistory } from './history.ts';
import type { Payable } from './payable.ts';

/** Which invoice of a file, or which part of one, a further payable is for; both count from 1. */
export type SiblingOf =
  | { readonly body: number }
  | { readonly part: number; readonly approvals: Payable['approvals'] };

/**
 * A further payable of a received document: another invoice of the same file (FatturaPA, documents.md 6.1), or
 * another part of an amount that is paid in parts (documents.md 11). It has a life, and keys, of its own; its
 * document id is that of the first with `.2` or `.p2` behind it. It is due at once.
 */
export function sibling(first: Payable, which: SiblingOf, at: Date): Payable {
  const { party, partyAsReceived, archive, recognisedFrom, receivedAt } = first;
  const isBody = 'body' in which;
  const body = isBody ? which.body : first.body;
  return {
    party,
    documentId: `${first.documentId}.${isBody ? which.body : `p${which.part}`}`,
    partyAsReceived,
    status: 'RECEIVED',
    version: 1,
    receivedAt,
    changedAt: at.toISOString(),
    dueAt: at.toISOString(),
    tries: 0,
    ...(archive === undefined ? {} : { archive }),
    ...(recognisedFrom === undefined ? {} : { recognisedFrom }),
    ...(body === undefined ? {} : { body }),
    ...(isBody ? {} : { part: which.part }),
    findings: [],
    approvals: isBody ? [] : which.approvals,
    history: appendHistory([], {
      at: at.toISOString(),
      status: 'RECEIVED',
      by: 'process-document',
      what: isBody
        ? `invoice ${which.body} of the document ${first.documentId}`
        : `part ${which.part} of the amount of ${first.documentId}`,
    }),
  };
}
