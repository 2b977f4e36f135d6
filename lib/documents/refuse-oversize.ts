import { limits, tooLarge } from './limits.ts';

/**
 * Throws an AcquitError DOCUMENT_TOO_LARGE when parsing the XML would cost much more than an honest file of its size:
 * by its length, its tags, attributes and namespaces, or by how many names these have. A look at each tag, no parsing.
 */
export function refuseOversize(xml: string): void {
  // Whatever stands in it, so little cannot cost much.
  if (xml.length < limits.harmlessCharacters) return;
  if (xml.length > limits.characters) {
    throw tooLarge(`${xml.length} characters without attachments; at most ${limits.characters} are read`);
  }
  const names = new Set<string>();
  refuseTags(xml, names);
  refuseAttributes(xml, names);
  refuseReferences(xml);
}

function refuseTags(xml: string, names: Set<string>): void {
  const most = Math.min(limits.tags, limits.free.tags + xml.length / limits.charactersPerTag);
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const next = xml.indexOf('<', at + 1);
    if ((next < 0 ? xml.length : next) - at > limits.piece) {
      throw tooLarge(`one element with more than ${limits.piece} characters`);
    }
    tags += 1;
    if (tags > most) throw tooLarge(`more than ${Math.floor(most)} tags, too many for its length`);
    if (xml.charCodeAt(at + 1) !== slash) addName(names, xml.slice(at + 1, endOfName(xml, at + 1)));
    at = next;
  }
}

function refuseAttributes(xml: string, names: Set<string>): void {
  const most = limits.free.attributes + xml.length / limits.charactersPerAttribute;
  const mostNamespaces = limits.free.namespaces + xml.length / limits.charactersPerNamespace;
  let attributes = 0;
  let namespaces = 0;
  for (let at = xml.indexOf('='); at >= 0; at = xml.indexOf('=', at + 1)) {
    const name = attributeBefore(xml, at);
    if (name === undefined) continue;
    attributes += 1;
    if (name.startsWith('xmlns')) namespaces += 1;
    if (attributes > most)
      throw tooLarge(`more than ${Math.floor(most)} attributes, too many for its length`);
    if (namespaces > mostNamespaces) {
      throw tooLarge(
        `more than ${Math.floor(mostNamespaces)} declarations of namespaces, too many for its length`,
      );
    }
    addName(names, name);
  }
}

function refuseReferences(xml: string): void {
  const most = limits.free.references + xml.length / limits.charactersPerReference;
  let references = 0;
  for (let at = xml.indexOf('&'); at >= 0; at = xml.indexOf('&', at + 1)) {
    references += 1;
    if (references > most)
      throw tooLarge(`more than ${Math.floor(most)} references, too many for its length`);
  }
}

function addName(names: Set<string>, name: string): void {
  names.add(name);
  if (names.size > limits.names) throw tooLarge(`more than ${limits.names} different names`);
}

const slash = 0x2f;
const space = 0x20;

/** Where the name of a tag ends; of a long one only the beginning counts. */
function endOfName(xml: string, start: number): number {
  const most = Math.min(xml.length, start + limits.nameLength);
  let at = start;
  while (at < most && !isDelimiter(xml.charCodeAt(at))) at += 1;
  return at;
}

/** The name of the attribute whose equals sign this is; undefined when it stands before no value in quotes. */
function attributeBefore(xml: string, equals: number): string | undefined {
  let quote = equals + 1;
  while (xml.charCodeAt(quote) <= space) quote += 1;
  if (xml[quote] !== '"' && xml[quote] !== "'") return undefined;
  let end = equals;
  while (end > 0 && xml.charCodeAt(end - 1) <= space) end -= 1;
  const most = Math.max(0, end - limits.nameLength);
  let start = end;
  while (start > most && !isDelimiter(xml.charCodeAt(start - 1))) start -= 1;
  return xml.slice(start, end);
}

/** White space, quotes, equals sign, slash and angle brackets, by their codes. */
const isDelimiter = (code: number): boolean =>
  code <= space || code === 0x22 || code === 0x27 || code === slash || (code >= 0x3c && code <= 0x3e);
