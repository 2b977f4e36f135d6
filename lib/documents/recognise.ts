import type { FindingCode } from '../findings/catalogue.ts';

/** What a document is, and the finding that answers it when Acquit does not read it. */
export interface Recognised {
  readonly syntax: string | null;
  readonly code: Extract<FindingCode, 'SYNTAX_NOT_SUPPORTED' | 'NOT_AN_INVOICE'>;
}

const unsupported = (syntax: string | null): Recognised => ({ syntax, code: 'SYNTAX_NOT_SUPPORTED' });
const notAnInvoice = (syntax: string): Recognised => ({ syntax, code: 'NOT_AN_INVOICE' });

/**
 * The kind of a file that is no XML at all, by its first bytes (documents.md 2); undefined when it may be XML.
 */
export function recogniseBytes(bytes: Uint8Array): Recognised | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf)?\s*/, '');
  if (head.startsWith('<')) return undefined;
  if (head.includes('%PDF-')) return unsupported('pdf');
  if (/^UN[AB]/.test(head)) return unsupported('edifact');
  if (isSignedEnvelope(head)) return unsupported('p7m');
  return undefined;
}

/** CMS as DER or BER, PEM, or base64 up to twice (documents.md 6.4). */
function isSignedEnvelope(head: string, layers = 2): boolean {
  if (/^0[\x80-\x84]/.test(head) || /^-----BEGIN (PKCS7|CMS)-----/.test(head)) return true;
  const [base64] = /^[A-Za-z0-9+/]{8,}/.exec(head) ?? [];
  return (
    base64 !== undefined &&
    layers > 0 &&
    isSignedEnvelope(Buffer.from(base64, 'base64').toString('latin1'), layers - 1)
  );
}

/** Root elements that Acquit knows and does not read, as patterns over the canonical name `{namespace}Local`. */
const roots: readonly (readonly [RegExp, Recognised])[] = [
  [
    /^\{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\}CrossIndustryInvoice$/,
    unsupported('cii'),
  ],
  [/^\{urn:ferd:CrossIndustryDocument:invoice:1p0\}CrossIndustryDocument$/, unsupported('zugferd-1')],
  [
    /^\{http:\/\/ivaservizi\.agenziaentrate\.gov\.it\/docs\/xsd\/fatture\/v1\.\d\}FatturaElettronica(Semplificata)?$/,
    unsupported('fatturapa'),
  ],
  [
    /^\{http:\/\/www\.fatturapa\.gov\.it\/sdi\/fatturapa\/v1\.\d\}FatturaElettronica$/,
    unsupported('fatturapa'),
  ],
  [
    /^\{http:\/\/www\.unece\.org\/cefact\/namespaces\/StandardBusinessDocumentHeader\}StandardBusinessDocument$/,
    unsupported('sbdh'),
  ],
  [/^(\{.*\})?M_INVOIC$/, unsupported('edifact')],
  [/^\{http:\/\/www\.fatturapa\.gov\.it\/sdi\/messaggi\//, notAnInvoice('sdi-notification')],
  [/^\{[^}]*SCRDMCCBDACIOMessageStructure:100\}/, notAnInvoice('order-x')],
  [/^\{[^}]*CrossDomainAcknowledgementAndResponse:100\}/, notAnInvoice('cdar')],
  [/^\{urn:peppol:schema:[^}]*taxdata/i, notAnInvoice('peppol-administration')],
  [/^\{urn:[^}]*(end-user|transaction)-statistics/i, notAnInvoice('peppol-administration')],
  [/^\{[^}]*businesscard/i, notAnInvoice('peppol-administration')],
];

const otherUbl = /^\{urn:oasis:names:specification:ubl:schema:xsd:([A-Z][A-Za-z]{2,50})-2\}\1$/;

/** The kind of a document by its root element, for every root that no reader of Acquit takes (documents.md 2). */
export function recogniseRoot(name: string): Recognised {
  const known = roots.find(([pattern]) => pattern.test(name));
  if (known !== undefined) return known[1];
  const document = otherUbl.exec(name)?.[1];
  return document === undefined ? unsupported(null) : notAnInvoice(kebabCase(document));
}

const kebabCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
