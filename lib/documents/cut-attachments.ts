const opening =
  /<((?:[\w.-]+:)?(?:EmbeddedDocumentBinaryObject|AttachmentBinaryObject|Attachment))(?:\s[^<>]*)?>/g;

/**
 * The XML with the base64 text of each attachment replaced by a note of its length, `#20971520`: attachments
 * are never read, yet a parser pays for each of their characters (documents.md 3).
 */
export function cutAttachments(xml: string): string {
  let light = '';
  let kept = 0;
  for (const { 0: tag, 1: name, index } of xml.matchAll(opening)) {
    const start = index + tag.length;
    const end = xml.indexOf('<', start);
    const base64 = xml.slice(start, end);
    if (!isClosed(xml, end, name) || !isCuttable(base64)) continue;
    const size = base64.trim().length;
    light += size === 0 ? xml.slice(kept, start) : `${xml.slice(kept, start)}#${size}`;
    kept = end;
  }
  return light + xml.slice(kept);
}

const isClosed = (xml: string, end: number, name = ''): boolean =>
  xml.startsWith(`</${name}`, end) && /^\s*>/.test(xml.slice(end + name.length + 2, end + name.length + 12));

/**
 * Text without these letters holds no markup, no reference, and no end of a comment or CDATA section, so the cut
 * never changes what the rest of the file means, wherever the tag stands. They are looked for and not the letters of
 * base64, because that is many times faster.
 */
const isCuttable = (text: string): boolean => !text.includes('&') && !text.includes('>');

/** The length in characters of an attachment's base64 text, given what stands in its place after the cut. */
export function attachmentSize(text: string): number {
  const size = /^#(\d{1,9})$/.exec(text)?.[1];
  return size === undefined ? text.length : Number(size);
}
