import { expect } from 'vitest';
import { parseXml } from '../../lib/documents/xml.ts';
import type { XmlElement } from '../../lib/documents/xml-element.ts';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';

/** What may stand in each element and in which order: the part of the schema that a SEPA transfer uses. */
const order: Readonly<Record<string, readonly string[]>> = {
  Document: ['CstmrCdtTrfInitn'],
  CstmrCdtTrfInitn: ['GrpHdr', 'PmtInf'],
  GrpHdr: ['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty'],
  InitgPty: ['Nm'],
  PmtInf: [
    'PmtInfId',
    'PmtMtd',
    'BtchBookg',
    'NbOfTxs',
    'CtrlSum',
    'PmtTpInf',
    'ReqdExctnDt',
    'Dbtr',
    'DbtrAcct',
    'DbtrAgt',
    'ChrgBr',
    'CdtTrfTxInf',
  ],
  PmtTpInf: ['SvcLvl', 'LclInstrm'],
  SvcLvl: ['Cd'],
  LclInstrm: ['Cd'],
  Dbtr: ['Nm'],
  Cdtr: ['Nm'],
  DbtrAcct: ['Id'],
  CdtrAcct: ['Id'],
  Id: ['IBAN'],
  DbtrAgt: ['FinInstnId'],
  CdtrAgt: ['FinInstnId'],
  FinInstnId: ['BIC', 'Othr'],
  Othr: ['Id'],
  CdtTrfTxInf: ['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf'],
  PmtId: ['EndToEndId'],
  Amt: ['InstdAmt'],
  RmtInf: ['Ustrd'],
};
const mayBeAbsent = new Set(['BtchBookg', 'LclInstrm', 'CdtrAgt', 'BIC', 'Othr']);

/** Each text by the facets of its type and the rules of the EPC. */
const texts: Readonly<Record<string, RegExp>> = {
  MsgId: /^[A-Z0-9]{1,35}$/,
  PmtInfId: /^[A-Z0-9]{1,35}$/,
  EndToEndId: /^[A-Z0-9]{1,35}$/,
  CreDtTm: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  NbOfTxs: /^[1-9]\d{0,14}$/,
  CtrlSum: /^\d{1,16}\.\d\d$/,
  InstdAmt: /^\d{1,9}\.\d\d$/,
  PmtMtd: /^TRF$/,
  BtchBookg: /^(true|false)$/,
  Cd: /^(SEPA|INST)$/,
  ReqdExctnDt: /^\d{4}-\d\d-\d\d$/,
  Nm: /^[a-zA-Z0-9/\-?:().,'+ ]{1,70}$/,
  IBAN: /^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/,
  BIC: /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/,
  Id: /^NOTPROVIDED$/,
  ChrgBr: /^SLEV$/,
  Ustrd: /^(?!\/)(?!.*\/\/)[a-zA-Z0-9/\-?:().,'+ ]{1,140}$/,
};

const nameOf = (element: XmlElement): string => element.name.replace(`{${namespace}}`, '');

/** Holds a pain.001 to its schema, written down here by hand, and gives its root for more questions. */
export function validPain001(bytes: Uint8Array): { text(path: string): string[] } {
  const root = parseXml(Buffer.from(bytes).toString('utf8'));
  expect(root.name).toBe(`{${namespace}}Document`);
  checkElement(root);
  const full = (path: string) => path.replace(/[^/]+/g, (step) => `{${namespace}}${step}`);
  return { text: (path) => [...root.texts(full(path))] };
}

function checkElement(element: XmlElement): void {
  const name = nameOf(element);
  const children = element.children.map(nameOf);
  if (children.length === 0) {
    expect(element.read(), name).toMatch(texts[name] ?? /^never$/);
    return;
  }
  const allowed = order[name] ?? [];
  const expected = allowed.flatMap((child) => {
    const times = children.filter((each) => each === child).length;
    if (child !== 'CdtTrfTxInf') expect(times, `${name}/${child}`).toBeLessThanOrEqual(1);
    // An Id holds an IBAN or is a text of its own.
    if (!mayBeAbsent.has(child)) expect(times, `${name}/${child}`).toBeGreaterThanOrEqual(1);
    return Array.from({ length: times }, () => child);
  });
  expect(children, name).toEqual(expected);
  element.children.forEach(checkElement);
}
