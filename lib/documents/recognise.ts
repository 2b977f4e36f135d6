import type { FindingCode } from '../findings/catalogue.ts';
import type { XmlElement } from './xml-element.ts';

/** What a document is, and the finding that answers it when Acquit does not read it. */
export interface Recognised {
  /** As in `Reading.syntax`. */
  readonly syntax: string | null;
  readonly code: Extract<FindingCode, 'SYNTAX_NOT_SUPPORTED' | 'NOT_AN_INVOICE'>;
}

const unsupported = (syntax: string | null): Recognised => ({ syntax, code: 'SYNTAX_NOT_SUPPORTED' });
const notAnInvoice = (syntax: string): Recognised => ({ syntax, code: 'NOT_AN_INVOICE' });

/**
 * The kind of a file that is no XML at all, by its first bytes (documents.md 2); undefined when it may be XML.
 */
export function recogniseBytes(bytes: Uint8Array): Recognised | undefined {
  const head = headOf(bytes);
  if (head.startsWith('<')) return undefined;
  // Before PDF, of which an envelope may hold one.
  if (isSignedEnvelope(bytes)) return unsupported('p7m');
  if (head.includes('%PDF-')) return unsupported('pdf');
  if (/^UN[AB]/.test(head)) return unsupported('edifact');
  return undefined;
}

/** Whether the bytes begin like CMS in DER or BER, PEM, or base64 up to twice (documents.md 6.4). */
export function isSignedEnvelope(bytes: Uint8Array, layers = 2): boolean {
  const head = headOf(bytes);
  if (/^0[\x80-\x84]/.test(head) || /^-----BEGIN (PKCS7|CMS)-----/.test(head)) return true;
  const [base64] = /^[A-Za-z0-9+/]{8,}/.exec(head) ?? [];
  return base64 !== undefined && layers > 0 && isSignedEnvelope(Buffer.from(base64, 'base64'), layers - 1);
}

/** The beginning of a file, one character for each byte. */
function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf)?\s*/, '');
}

/** Root elements that Acquit knows and does not read, as patterns over the canonical name `{namespace}Local`. */
const roots: readonly (readonly [RegExp, Recognised])[] = [
  // A version that xml-namespaces.ts does not list.
  [
    /^\{http:\/\/ivaservizi\.agenziaentrate\.gov\.it\/docs\/xsd\/fatture\/v[\d.]+\}FatturaElettronica(Semplificata)?$/,
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

/** One root for four kinds of answer, told apart by BT-24 (documents.md 7). */
const responses = [
  [/trns:invoice_response:3/i, 'invoice-response'],
  [/trns:mlr:3/i, 'message-level-response'],
  [/\bmls\b/i, 'message-level-status'],
] as const;

/** The kind of a document by its root element, for every root that no reader of Acquit takes (documents.md 2). */
export function recogniseRoot(root: XmlElement): Recognised {
  const known = roots.find(([pattern]) => pattern.test(root.name));
  if (known !== undefined) return known[1];
  const document = otherUbl.exec(root.name)?.[1];
  if (document === undefined) return unsupported(null);
  return notAnInvoice(document === 'ApplicationResponse' ? responseKind(root) : kebabCase(document));
}

function responseKind(root: XmlElement): string {
  const customization = root.text('cbc:CustomizationID') ?? '';
  return responses.find(([token]) => token.test(customization))?.[1] ?? 'application-response';
}

const kebabCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
