// Only text of base64 letters is cut. It cannot hold markup nor the end of a comment or CDATA section, so the
// cut never changes what the rest of the file means, wherever the tag stands.
const attachment =
  /(<((?:[\w.-]+:)?(?:EmbeddedDocumentBinaryObject|AttachmentBinaryObject|Attachment))(?:\s[^<>]*)?>)([A-Za-z0-9+/=\s]+)(?=<\/\2\s*>)/g;

/**
 * The XML with the base64 text of each attachment replaced by a note of its length, `#20971520`: attachments
 * are never read, yet a parser pays for each of their characters (documents.md 3).
 */
export function cutAttachments(xml: string): string {
  return xml.replace(attachment, (_match, tag: string, _name: string, base64: string) => {
    const size = base64.trim().length;
    return size === 0 ? tag : `${tag}#${size}`;
  });
}

/** The length in characters of an attachment's base64 text, given what stands in its place after the cut. */
export function attachmentSize(text: string): number {
  const size = /^#(\d{1,9})$/.exec(text)?.[1];
  return size === undefined ? text.length : Number(size);
}
