import { AcquitError } from '../findings/acquit-error.ts';
import { limits } from './limits.ts';

/**
 * The prefixes that the references and this code use for the namespaces of UBL 2 and CII. CII D16B and ZUGFeRD 1 have
 * the same prefixes: their tables tell them apart by the names.
 */
const canonicalPrefixes = new Map([
  ['urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2', 'cbc'],
  ['urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2', 'cac'],
  ['urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2', 'ext'],
  ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'rsm'],
  ['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100', 'ram'],
  ['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100', 'udt'],
  ['urn:un:unece:uncefact:data:standard:QualifiedDataType:100', 'qdt'],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0', 'rsm'],
  ['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12', 'ram'],
  ['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15', 'udt'],
  // FatturaPA has a namespace on the root only, and some writers put it on everything (documents.md 6.1).
  ['http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2', ''],
  ['http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0', ''],
  ['http://www.fatturapa.gov.it/sdi/fatturapa/v1.1', ''],
  ['http://www.fatturapa.gov.it/sdi/fatturapa/v1.0', ''],
]);

/**
 * The namespaces in scope at an element. Each scope holds only its own declarations and asks its parent for the
 * rest: a copy per element would let a small hostile file take minutes.
 */
export class Namespaces {
  readonly #parent: Namespaces | undefined;
  readonly #uris: ReadonlyMap<string, string>;
  readonly #names = new Map<string, string>();

  constructor(uris: ReadonlyMap<string, string>, parent?: Namespaces) {
    this.#uris = uris;
    this.#parent = parent;
  }

  /** The scope inside an element with these attributes: this one unless it declares namespaces of its own. */
  within(attributes: Readonly<Record<string, string>>): Namespaces {
    let declared: Map<string, string> | undefined;
    for (const name in attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      declared ??= new Map();
      declared.set(name.slice('xmlns:'.length), attributes[name] ?? '');
    }
    return declared === undefined ? this : new Namespaces(declared, this);
  }

  /**
   * The canonical name of a tag as written: `cbc:ID` in a UBL namespace, `{urn:x}Thing` in another, `Thing` in
   * none. Throws an AcquitError NOT_WELL_FORMED for a prefix that nobody declared.
   */
  nameOf(tag: string): string {
    let name = this.#names.get(tag);
    if (name === undefined) {
      name = this.#canonical(tag);
      this.#names.set(tag, name);
    }
    return name;
  }

  /** The namespace that the prefix (or, for `''`, the absence of one) stands for here. */
  uriOf(prefix: string): string | undefined {
    return this.#uris.get(prefix) ?? this.#parent?.uriOf(prefix);
  }

  #canonical(tag: string): string {
    const colon = tag.indexOf(':');
    const prefix = colon < 0 ? '' : tag.slice(0, colon);
    const local = tag.slice(colon + 1);
    const uri = this.uriOf(prefix) ?? '';
    if (colon === 0 || local === '' || local.includes(':') || (prefix !== '' && uri === '')) {
      throw new AcquitError(
        'NOT_WELL_FORMED',
        `The element "${tag.slice(0, 100)}" has no declared namespace.`,
      );
    }
    if (uri.length + local.length > limits.nameLength) {
      throw new AcquitError(
        'DOCUMENT_TOO_LARGE',
        `An element name is over ${limits.nameLength} characters long.`,
      );
    }
    if (uri === '') return local;
    const canonicalPrefix = canonicalPrefixes.get(uri);
    if (canonicalPrefix === undefined) return `{${uri}}${local}`;
    return canonicalPrefix === '' ? local : `${canonicalPrefix}:${local}`;
  }
}

/** The scope around the root: only `xml` is bound, by the namespaces recommendation itself. */
export const outermost = new Namespaces(new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
