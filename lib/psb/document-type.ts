/** How far into a document its CustomizationID is looked for: it is among the first elements of every syntax. */
const headBytes = 64 * 1024;

/**
 * Whether a document is of the type with this documentTypeId (psb.md 5.2): `<namespace>::<root>##<customization>::…`,
 * or only one of its parts. A credit note is of its invoice's type, since whoever asks cannot know which of the two
 * is inside. Looks at the beginning of the bytes only, as UTF-8.
 */
export function isOfDocumentType(bytes: Buffer, documentTypeId: string): boolean {
  const { namespace, root, customization } = factsOf(bytes);
  const found = invoiceFor(`${namespace}::${root}`);
  const [type = '', rest] = documentTypeId.split('##');
  if (rest !== undefined) return invoiceFor(type) === found && rest.replace(/::[^:]*$/, '') === customization;
  return root !== '' && [customization, namespace, found].includes(invoiceFor(type));
}

const invoiceFor = (type: string): string =>
  type.replace(/\bCreditNote-2::CreditNote$/, 'Invoice-2::Invoice');

function factsOf(bytes: Buffer): { namespace: string; root: string; customization: string } {
  const text = withoutComments(bytes.subarray(0, headBytes).toString('utf8'));
  const [tag = '', prefix = '', root = ''] = /<(?:([\w.-]+):)?([\w.-]+)(?=[\s>/])[^<>]*>/.exec(text) ?? [];
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix.replaceAll('.', '\\.')}`;
  const namespace = new RegExp(`\\s${declaration}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
  return { namespace, root, customization: (ubl.exec(text) ?? cii.exec(text))?.[1]?.trim() ?? '' };
}

/** Where UBL and where CII write BT-24. */
const ubl = /<(?:[\w.-]+:)?CustomizationID(?:\s[^<>]*)?>([^<]*)</;
const cii =
  /<(?:[\w.-]+:)?GuidelineSpecifiedDocumentContextParameter(?:\s[^<>]*)?>\s*<(?:[\w.-]+:)?ID(?:\s[^<>]*)?>([^<]*)</;

const withoutComments = (text: string): string =>
  text
    .split('<!--')
    .map((piece, index) => (index === 0 ? piece : piece.slice(endOfComment(piece))))
    .join('');

function endOfComment(piece: string): number {
  const at = piece.indexOf('-->');
  return at < 0 ? piece.length : at + '-->'.length;
}
