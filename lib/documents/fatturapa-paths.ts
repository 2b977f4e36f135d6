import { at, type TermGroup, type TermPath } from './term-path.ts';

// Where FatturaPA has its terms (documents.md 6.1, 6.2). A term is a number of EN 16931 where one fits, else the
// Italian element itself. Paths of the simplified invoice stand beside those of the ordinary one.

export const file = {
  profile: at('BT-24', '@versione'),
  header: at('FatturaElettronicaHeader', 'FatturaElettronicaHeader'),
  bodies: at('FatturaElettronicaBody', 'FatturaElettronicaBody'),
} as const;

export const header = {
  seller: at('BG-4', 'CedentePrestatore'),
  buyer: at('BG-7', 'CessionarioCommittente'),
  accountingReference: at('BT-19', 'CedentePrestatore/RiferimentoAmministrazione'),
  issuer: at('SoggettoEmittente', 'SoggettoEmittente'),
} as const;

/** A party in its ordinary shape, as a simplified seller, and as a simplified buyer. */
export const party = {
  vatCountry: at(
    'BT-31, BT-48',
    'DatiAnagrafici/IdFiscaleIVA/IdPaese',
    'IdFiscaleIVA/IdPaese',
    'IdentificativiFiscali/IdFiscaleIVA/IdPaese',
  ),
  vatNumber: at(
    'BT-31, BT-48',
    'DatiAnagrafici/IdFiscaleIVA/IdCodice',
    'IdFiscaleIVA/IdCodice',
    'IdentificativiFiscali/IdFiscaleIVA/IdCodice',
  ),
  fiscalCode: at(
    'BT-29, BT-46',
    'DatiAnagrafici/CodiceFiscale',
    'CodiceFiscale',
    'IdentificativiFiscali/CodiceFiscale',
  ),
  name: at(
    'BT-27, BT-44',
    'DatiAnagrafici/Anagrafica/Denominazione',
    'Denominazione',
    'AltriDatiIdentificativi/Denominazione',
  ),
  givenName: at('BT-27, BT-44', 'DatiAnagrafici/Anagrafica/Nome', 'Nome', 'AltriDatiIdentificativi/Nome'),
  familyName: at(
    'BT-27, BT-44',
    'DatiAnagrafici/Anagrafica/Cognome',
    'Cognome',
    'AltriDatiIdentificativi/Cognome',
  ),
  country: at('BT-40, BT-55', 'Sede/Nazione', 'AltriDatiIdentificativi/Sede/Nazione'),
} as const;

export const body = {
  typeCode: at('BT-3', 'DatiGenerali/DatiGeneraliDocumento/TipoDocumento'),
  currency: at('BT-5', 'DatiGenerali/DatiGeneraliDocumento/Divisa'),
  issueDate: at('BT-2', 'DatiGenerali/DatiGeneraliDocumento/Data'),
  number: at('BT-1', 'DatiGenerali/DatiGeneraliDocumento/Numero'),
  taxInclusive: at('BT-112', 'DatiGenerali/DatiGeneraliDocumento/ImportoTotaleDocumento'),
  rounding: at('BT-114', 'DatiGenerali/DatiGeneraliDocumento/Arrotondamento'),
  notes: at('BT-22', 'DatiGenerali/DatiGeneraliDocumento/Causale'),
  orderReference: at('BT-13', 'DatiGenerali/DatiOrdineAcquisto/IdDocumento'),
  contractReference: at('BT-12', 'DatiGenerali/DatiContratto/IdDocumento'),
  precedingInvoices: at('BG-3', 'DatiGenerali/DatiFattureCollegate', 'DatiGenerali/DatiFatturaRettificata'),
  withholdings: at('DatiRitenuta', 'DatiGenerali/DatiGeneraliDocumento/DatiRitenuta'),
  pensionFunds: at('BG-21', 'DatiGenerali/DatiGeneraliDocumento/DatiCassaPrevidenziale'),
  discounts: at('BG-20, BG-21', 'DatiGenerali/DatiGeneraliDocumento/ScontoMaggiorazione'),
  lines: at('BG-25', 'DatiBeniServizi/DettaglioLinee'),
  vatRows: at('BG-23', 'DatiBeniServizi/DatiRiepilogo'),
  payments: at('DatiPagamento', 'DatiPagamento'),
  attachments: at('BG-24', 'Allegati'),
} as const;

export const simplifiedBody = { lines: at('BG-25', 'DatiBeniServizi') } as const;

export const precedingInvoice = {
  number: at('BT-25', 'IdDocumento', 'NumeroFR'),
  issueDate: at('BT-26', 'Data', 'DataFR'),
} as const;

export const withholding = {
  amount: at('ImportoRitenuta', 'ImportoRitenuta'),
  reason: at('TipoRitenuta', 'TipoRitenuta'),
} as const;

export const pensionFund = {
  amount: at('BT-99', 'ImportoContributoCassa'),
  reasonCode: at('BT-105', 'TipoCassa'),
  vatCategory: at('BT-102', 'Natura'),
  vatRate: at('BT-103', 'AliquotaIVA'),
} as const;

/** A discount or surcharge of the document, or of one unit of a line. */
export const discount = {
  kind: at('Tipo', 'Tipo'),
  amount: at('BT-92, BT-99', 'Importo'),
} as const;

export const vatRow = {
  base: at('BT-116', 'ImponibileImporto'),
  amount: at('BT-117', 'Imposta'),
  category: at('BT-118', 'Natura'),
  rate: at('BT-119', 'AliquotaIVA'),
  chargeability: at('EsigibilitaIVA', 'EsigibilitaIVA'),
  freight: at('BT-99', 'SpeseAccessorie'),
  rounding: at('BT-99', 'Arrotondamento'),
} as const;

export const line = {
  id: at('BT-126', 'NumeroLinea'),
  purpose: at('TipoCessionePrestazione', 'TipoCessionePrestazione'),
  quantity: at('BT-129', 'Quantita'),
  unit: at('BT-130', 'UnitaMisura'),
  amount: at('BT-131', 'PrezzoTotale'),
  accountingReference: at('BT-133', 'RiferimentoAmministrazione'),
  discounts: at('BG-27, BG-28', 'ScontoMaggiorazione'),
  price: at('BT-146', 'PrezzoUnitario'),
  vatCategory: at('BT-151', 'Natura'),
  vatRate: at('BT-152', 'AliquotaIVA'),
  name: at('BT-153', 'Descrizione'),
} as const;

export const simplifiedLine = {
  amount: at('BT-131', 'Importo'),
  vatCategory: at('BT-151', 'Natura'),
  vatRate: at('BT-152', 'DatiIVA/Aliquota'),
  name: at('BT-153', 'Descrizione'),
} as const;

export const payment = {
  conditions: at('BT-20', 'CondizioniPagamento'),
  instalments: at('BG-16', 'DettaglioPagamento'),
} as const;

export const instalment = {
  code: at('BT-81', 'ModalitaPagamento'),
  reference: at('BT-83', 'CodicePagamento'),
  account: at('BT-84', 'IBAN'),
  accountName: at('BT-85', 'Beneficiario'),
  bic: at('BT-86', 'BIC'),
  dueDate: at('BT-9', 'DataScadenzaPagamento'),
  daysFrom: at('DataRiferimentoTerminiPagamento', 'DataRiferimentoTerminiPagamento'),
  days: at('GiorniTerminiPagamento', 'GiorniTerminiPagamento'),
  amount: at('BT-115', 'ImportoPagamento'),
  discountAmount: at('ScontoPagamentoAnticipato', 'ScontoPagamentoAnticipato'),
  discountUntil: at('DataLimitePagamentoAnticipato', 'DataLimitePagamentoAnticipato'),
} as const;

export const attachment = {
  fileName: at('BT-125', 'NomeAttachment'),
  mimeCode: at('BT-125', 'FormatoAttachment'),
  content: at('BT-125', 'Attachment'),
} as const;

const below = (base: string, { paths }: TermPath): string =>
  paths.map((path) => (base === '' ? path : `${base}/${path}`)).join(', ');

const headerBase = below('', file.header);
const bodyBase = below('', file.bodies);
const paymentBase = below(bodyBase, body.payments);

/** The terms of a party as the seller's (0) or the buyer's (1), whose numbers they share above. */
const inRole = (role: 0 | 1): TermGroup['terms'] =>
  Object.fromEntries(
    Object.entries(party).map(([name, { term, paths }]) => [
      name,
      { term: term.split(', ')[role] ?? term, paths },
    ]),
  );

/** Every group that is read from FatturaPA, for the documentation. */
export const fatturaPaGroups: readonly TermGroup[] = [
  { title: 'File', base: '', terms: file },
  { title: 'Header', base: headerBase, terms: header },
  { title: 'Seller (BG-4)', base: below(headerBase, header.seller), terms: inRole(0) },
  { title: 'Buyer (BG-7)', base: below(headerBase, header.buyer), terms: inRole(1) },
  { title: 'Invoice', base: bodyBase, terms: body },
  {
    title: 'Preceding invoices (BG-3)',
    base: below(bodyBase, body.precedingInvoices),
    terms: precedingInvoice,
  },
  { title: 'Withholding tax', base: below(bodyBase, body.withholdings), terms: withholding },
  { title: 'Pension fund charges (BG-21)', base: below(bodyBase, body.pensionFunds), terms: pensionFund },
  {
    title: 'Discounts and surcharges (BG-20, BG-21)',
    base: below(bodyBase, body.discounts),
    terms: discount,
  },
  {
    title: 'VAT breakdown (BG-23) and charges beside it',
    base: below(bodyBase, body.vatRows),
    terms: vatRow,
  },
  { title: 'Lines (BG-25)', base: below(bodyBase, body.lines), terms: line },
  {
    title: 'Discounts and surcharges of a line, per unit (BG-27, BG-28)',
    base: below(below(bodyBase, body.lines), line.discounts),
    terms: discount,
  },
  { title: 'Simplified invoice', base: bodyBase, terms: simplifiedBody },
  {
    title: 'Lines of a simplified invoice (BG-25)',
    base: below(bodyBase, simplifiedBody.lines),
    terms: simplifiedLine,
  },
  { title: 'Payment (BT-20)', base: paymentBase, terms: payment },
  { title: 'Instalments (BG-16)', base: below(paymentBase, payment.instalments), terms: instalment },
  { title: 'Attachments (BG-24)', base: below(bodyBase, body.attachments), terms: attachment },
];
