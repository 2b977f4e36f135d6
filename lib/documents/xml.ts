import { XMLParser } from 'fast-xml-parser';
import { AcquitError } from '../findings/acquit-error.ts';
import { cutAttachments } from './cut-attachments.ts';
import { limits, tooLarge } from './limits.ts';
import { refuseOversize } from './refuse-oversize.ts';
import { XmlElement } from './xml-element.ts';
import { type Namespaces, outermost } from './xml-namespaces.ts';
import { decodeReferences } from './xml-references.ts';

/** What the parser gives with preserveOrder: one key for the tag or `#text`, and `:@` for attributes. */
interface OrderedNode {
  readonly ':@'?: Readonly<Record<string, string>>;
  readonly '#text'?: string;
  readonly [tag: string]: unknown;
}

// One parser for all documents: it keeps nothing between two parses, and our decoder keeps nothing at all.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  // `00012` and `1.10` are texts; a number would lose them.
  parseTagValue: false,
  parseAttributeValue: false,
  // The parser trims each piece of `a <![CDATA[b]]> c`; we trim the whole.
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Paths as text are made for callbacks that we do not use, at a fifth of the parsing time.
  jPath: false,
  // The parser counts the tags around the one that it is at.
  maxNestedTags: limits.depth - 1,
  entityDecoder: {
    decode: decodeReferences,
    // The parser calls this only for a DOCTYPE: the second lock behind refuseDeclarations.
    addInputEntities: () => {
      throw new Error('A DOCTYPE is not allowed');
    },
    setExternalEntities: () => undefined,
    setXmlVersion: () => undefined,
    reset: () => undefined,
  },
});

/**
 * The root element of an XML text. The only door to fast-xml-parser, in the mode that refuses what is not
 * well-formed. Throws an AcquitError FORBIDDEN_DOCTYPE, NOT_WELL_FORMED or DOCUMENT_TOO_LARGE.
 */
export function parseXml(xml: string): XmlElement {
  refuseDeclarations(xml);
  refuseForbiddenCharacters(xml);
  const light = cutAttachments(xml);
  refuseOversize(light);
  const last = light.trimEnd().at(-1);
  if (last === undefined) throw malformed('it is empty');
  // The parser does not see text behind a root like `<a/>`.
  if (last !== '>') throw malformed('there is text behind the root element');
  return onlyRoot(parse(light));
}

/** Refuses a DOCTYPE, and any other `<!` that is neither comment nor CDATA: the parser takes it for a tag. */
function refuseDeclarations(xml: string): void {
  for (let at = xml.indexOf('<!'); at >= 0; at = xml.indexOf('<!', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + '<!--'.length);
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at);
    else if (/^<!DOCTYPE/i.test(xml.slice(at, at + 9))) {
      throw new AcquitError('FORBIDDEN_DOCTYPE', 'The file has a DOCTYPE declaration.');
    } else throw malformed('there is a declaration that no document may have');
  }
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0) throw malformed('a comment or CDATA section has no end');
  return at + end.length;
}

function refuseForbiddenCharacters(xml: string): void {
  // XML 1.0, 2.2. A null byte or another control character would travel on unseen inside a name or number.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(xml)) throw malformed('it has control characters');
}

function parse(xml: string): readonly OrderedNode[] {
  try {
    return parser.parse(xml, true) as readonly OrderedNode[]; // the shape that preserveOrder gives
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (reason === 'Maximum nested tags exceeded')
      throw tooLarge(`elements nested more than ${limits.depth} deep`);
    // The column is `undefined` where the parser found no tag at all.
    const words = reason
      .replace(/\.?:(\d+):(\d+)$/, ' in line $1, column $2')
      .replace(/\.?:\d+:undefined$/, '');
    throw malformed(words, cause);
  }
}

function onlyRoot(nodes: readonly OrderedNode[]): XmlElement {
  const [root, second] = nodes.filter((node) => tagOf(node) !== '#text');
  if (root === undefined) throw malformed('it has no root element');
  if (second !== undefined) throw malformed('it has more than one root element');
  return build(root, tagOf(root), outermost);
}

function build(node: OrderedNode, tag: string, outside: Namespaces): XmlElement {
  const attributes = node[':@'] ?? {};
  const namespaces = outside.within(attributes);
  const children: XmlElement[] = [];
  let text = '';
  for (const child of node[tag] as readonly OrderedNode[]) {
    // under the tag stand the child nodes
    const childTag = tagOf(child);
    if (childTag === '#text') text += child['#text'];
    else children.push(build(child, childTag, namespaces));
  }
  return new XmlElement(namespaces.nameOf(tag), attributes, children, text);
}

function tagOf(node: OrderedNode): string {
  for (const key in node) if (key !== ':@') return key;
  return '#text';
}

const malformed = (reason: string, cause?: unknown) =>
  new AcquitError('NOT_WELL_FORMED', `The file is not well-formed XML: ${reason.slice(0, 200)}.`, { cause });
