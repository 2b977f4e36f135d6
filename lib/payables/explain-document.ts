import type { Attachment, Invoice, Party, Syntax } from '../documents/invoice.ts';
import type { Wrapping } from '../documents/reading.ts';
import { type Cite, type Section, type Statement, same, type Words } from './explanation.ts';
import { amountInWords, dayInWords, quoted } from './in-words.ts';
import { isCreditNote } from './kind-of-claim.ts';
import { profileName } from './profile-name.ts';

/** What the document is, from whom and to whom, and what it says besides. */
export function explainDocument(invoice: Invoice, wrapping: readonly Wrapping[], cite: Cite): Section {
  const { number, issueDate, totals, currency, seller, buyer, payee } = invoice;
  const statements: (Statement | null)[] = [
    kindOf(invoice, cite),
    {
      label: { en: 'Format', nl: 'Formaat' },
      text: formatOf(invoice, wrapping),
      sources: cite(...(invoice.profile === null ? [] : ['BT-24'])),
    },
    number === null
      ? null
      : { label: { en: 'Number', nl: 'Nummer' }, text: same(quoted(number)), sources: cite('BT-1') },
    issueDate === null
      ? null
      : { label: { en: 'Date', nl: 'Datum' }, text: dayInWords(issueDate), sources: cite('BT-2') },
    partyOf({ en: 'From', nl: 'Van' }, seller, sellerTerms, cite),
    partyOf({ en: 'To', nl: 'Aan' }, buyer, buyerTerms, cite),
    payee === null ? null : partyOf({ en: 'Payee', nl: 'Begunstigde' }, payee, payeeTerms, cite),
    totals.payable === null
      ? null
      : {
          label: { en: 'Amount due', nl: 'Te betalen' },
          text: amountInWords(totals.payable, currency),
          sources: cite('BT-115', ...(currency === null ? [] : ['BT-5'])),
        },
    ...invoice.notes.map((note) => ({
      label: { en: 'Note', nl: 'Opmerking' },
      text: same(quoted(note)),
      sources: cite('BT-22'),
    })),
    ...termsOf(invoice).map((note) => ({
      label: { en: 'Terms', nl: 'Voorwaarden' },
      text: termsInWords(note),
      sources: cite('BT-20'),
    })),
    attachmentsOf(invoice.attachments),
    unmappedOf(invoice.unmapped.length),
  ];
  return {
    title: { en: 'The document', nl: 'Het document' },
    statements: statements.filter((statement) => statement !== null),
  };
}

const termsOf = ({ paymentTerms }: Invoice): string[] => [
  ...new Set(paymentTerms.flatMap(({ note }) => note ?? [])),
];

/** FatturaPA has a code for its terms (documents.md 6.1); everybody else writes a text. */
const conditions: Readonly<Record<string, Words>> = {
  TP01: { en: 'in instalments (TP01)', nl: 'in termijnen (TP01)' },
  TP02: { en: 'all at once (TP02)', nl: 'in één keer (TP02)' },
  TP03: { en: 'in advance (TP03)', nl: 'vooraf (TP03)' },
};

const termsInWords = (note: string): Words =>
  (Object.hasOwn(conditions, note) ? conditions[note] : undefined) ?? same(quoted(note));

const kindOf = (invoice: Invoice, cite: Cite): Statement => {
  const type = invoice.typeCode === null ? '' : ` (type ${quoted(invoice.typeCode)})`;
  const kind = documentKind(invoice);
  return {
    label: { en: 'Kind', nl: 'Soort' },
    text: { en: `${kind.en}${type}`, nl: `${kind.nl}${type}` },
    sources: cite(...(invoice.typeCode === null ? [] : ['BT-3'])),
  };
};

export const documentKind = (invoice: Invoice): Words =>
  isCreditNote(invoice) ? { en: 'Credit note', nl: 'Creditnota' } : { en: 'Invoice', nl: 'Factuur' };

const syntaxes: Readonly<Record<Syntax, string>> = {
  'ubl-invoice': 'UBL 2.1',
  'ubl-creditnote': 'UBL 2.1',
  cii: 'UN/CEFACT CII',
  'zugferd-1': 'ZUGFeRD 1.0 (CII)',
  fatturapa: 'FatturaPA',
  'fatturapa-simplified': 'FatturaPA semplificata',
};

const wrappings: Readonly<Record<Wrapping, Words>> = {
  sbdh: { en: 'in a Peppol envelope', nl: 'in een Peppol-envelop' },
  pdf: { en: 'inside a PDF', nl: 'in een pdf' },
  p7m: { en: 'in a signed file (p7m)', nl: 'in een ondertekend bestand (p7m)' },
};

function formatOf({ syntax, profile }: Invoice, wrapping: readonly Wrapping[]): Words {
  const name = profile === null ? '' : `, ${quoted(profileName(profile))}`;
  const wrapped = wrapping.map((one) => wrappings[one]);
  return {
    en: [`${syntaxes[syntax]}${name}`, ...wrapped.map(({ en }) => en)].join(', '),
    nl: [`${syntaxes[syntax]}${name}`, ...wrapped.map(({ nl }) => nl)].join(', '),
  };
}

interface PartyTerms {
  readonly name: string;
  readonly tradingName: string | null;
  readonly legalId: string;
  readonly vatId: string | null;
}

const sellerTerms = { name: 'BT-27', tradingName: 'BT-28', legalId: 'BT-30', vatId: 'BT-31' };
const buyerTerms = { name: 'BT-44', tradingName: 'BT-45', legalId: 'BT-47', vatId: 'BT-48' };
const payeeTerms = { name: 'BT-59', tradingName: null, legalId: 'BT-61', vatId: null };

function partyOf(label: Words, party: Party, terms: PartyTerms, cite: Cite): Statement | null {
  const facts: [value: string, term: string][] = [];
  const { name, tradingName, legalId, vatId } = party;
  if (name !== null) facts.push([name, terms.name]);
  else if (tradingName !== null && terms.tradingName !== null) facts.push([tradingName, terms.tradingName]);
  if (legalId !== null)
    facts.push([[legalId.scheme, legalId.value].filter(Boolean).join(':'), terms.legalId]);
  if (vatId !== null && terms.vatId !== null) facts.push([vatId, terms.vatId]);
  if (facts.length === 0) return null;
  return {
    label,
    text: same(facts.map(([value]) => quoted(value)).join(', ')),
    sources: cite(...facts.map(([, term]) => term)),
  };
}

function attachmentsOf(attachments: readonly Attachment[]): Statement | null {
  if (attachments.length === 0) return null;
  const names = attachments
    .map(({ fileName, id, mimeCode }) => quoted(fileName ?? id ?? mimeCode ?? '?'))
    .join(', ');
  return {
    label: { en: 'Attached', nl: 'Bijgevoegd' },
    text: { en: `${names} (not read)`, nl: `${names} (niet gelezen)` },
    sources: [],
  };
}

function unmappedOf(count: number): Statement | null {
  if (count === 0) return null;
  const [en, nl] = count === 1 ? ['1 element', '1 element'] : [`${count} elements`, `${count} elementen`];
  return {
    label: { en: 'Not used', nl: 'Niet gebruikt' },
    text: {
      en: `${en} of the document; acquit read --json lists the paths`,
      nl: `${nl} van het document; acquit read --json noemt de paden`,
    },
    sources: [],
  };
}
