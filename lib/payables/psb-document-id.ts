/** The document at PSB that a payable belongs to: `3f0c….p2` is the second part of `3f0c…`. */
export const psbDocumentId = (documentId: string): string => documentId.split('.', 1).join('');
