declare const brand: unique symbol;

/** The GUID of a document at PSB, in lower case. */
export type DocumentId = string & { readonly [brand]: 'DocumentId' };

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads a PSB document id; undefined when the text is no GUID, so that it can never leave its path. */
export function parseDocumentId(text: string): DocumentId | undefined {
  return guid.test(text) ? (text.toLowerCase() as DocumentId) : undefined; // the test above proves the brand
}
