import { parseXml } from '../documents/xml.ts';
import type { XmlElement } from '../documents/xml-element.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { invalidAnswer } from './bank-call.ts';

/** Reads inside one message by the plain names of ISO 20022: `all('OrgnlPmtInfAndSts/TxInfAndSts')`. */
export interface Iso20022Element {
  all(path: string): readonly Iso20022Element[];
  /** The first text on the path; null without any. */
  text(path: string): string | null;
}

/**
 * Opens the `Document` of a message (`pain.001`, `pain.002`) in any version of it that has the same names. Throws an
 * AcquitError BANK_ANSWER_INVALID for XML that is broken, forbidden, too large or another message.
 */
export function openIso20022(response: HttpResponse, message: string): Iso20022Element {
  const root = parseOrRefuse(response.body);
  const [, namespace, name] =
    /^(\{urn:iso:std:iso:20022:tech:xsd:([a-z]+\.\d{3}\.\d{3}\.\d{2})\})Document$/.exec(root.name) ?? [];
  if (namespace === undefined || name?.startsWith(`${message}.`) !== true) {
    return invalidAnswer(`it is no ${message} message`);
  }
  return view(root, namespace);
}

function parseOrRefuse(body: Buffer): XmlElement {
  try {
    return parseXml(new TextDecoder().decode(body));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    return invalidAnswer(`its XML cannot be read: ${why}`);
  }
}

function view(element: XmlElement, namespace: string): Iso20022Element {
  const full = (path: string): string =>
    path.replace(/[^/]+/g, (step) => (step.startsWith('@') ? step : namespace + step));
  return {
    all: (path) => element.all(full(path)).map((found) => view(found, namespace)),
    text: (path) => element.text(full(path)),
  };
}
