/** What the tests write into a FatturaPA body; every amount is text, as it is to stand in the file. */
export interface WrittenBody {
  readonly number: string;
  readonly issueDate: string;
  readonly total: string;
  readonly withholdings: readonly string[];
  readonly vatRows: readonly { readonly base: string; readonly vat: string; readonly isSplit: boolean }[];
  readonly lines: readonly { readonly name: string; readonly price: string; readonly amount: string }[];
  /** One list for each DatiPagamento. */
  readonly payments: readonly (readonly WrittenInstalment[])[];
}

export interface WrittenInstalment {
  readonly code: string;
  readonly dueDate: string;
  readonly amount: string;
  readonly iban: string | null;
  readonly reference: string | null;
}

export const agency = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture';

/** Three ways in which real writers use the namespace: on the root, on everything, and taken back from the children. */
export type Style = 'prefix' | 'default' | 'default-taken-back';

/** An ordinary FatturaPA file around the content of its header and bodies. */
export function fatturaPa(header: string, bodies: readonly string[], style: Style = 'prefix'): string {
  const root = style === 'prefix' ? 'p:FatturaElettronica' : 'FatturaElettronica';
  const own = style === 'default-taken-back' ? ' xmlns=""' : '';
  const content = [
    `<FatturaElettronicaHeader${own}>${header}</FatturaElettronicaHeader>`,
    ...bodies.map((body) => `<FatturaElettronicaBody${own}>${body}</FatturaElettronicaBody>`),
  ];
  const xmlns = style === 'prefix' ? 'xmlns:p' : 'xmlns';
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} ${xmlns}="${agency}/v1.2" versione="FPR12">${content.join('')}</${root}>`;
}

/** A simplified FatturaPA file around the content of its header and body. */
export const simplifiedFatturaPa = (header: string, body: string): string =>
  `<p:FatturaElettronicaSemplificata xmlns:p="${agency}/v1.0" versione="FSM10"><FatturaElettronicaHeader>${header}</FatturaElettronicaHeader><FatturaElettronicaBody>${body}</FatturaElettronicaBody></p:FatturaElettronicaSemplificata>`;

/** The bodies as a file, in the element order of the schema. */
export const writeFatturaPa = (bodies: readonly WrittenBody[], style: Style): string =>
  fatturaPa('', bodies.map(writeBody), style);

const element = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;
const text = (name: string, value: string | null): string =>
  value === null ? '' : element(name, value.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));

const writeBody = (body: WrittenBody): string =>
  [
    element(
      'DatiGenerali',
      element(
        'DatiGeneraliDocumento',
        text('TipoDocumento', 'TD01') + text('Divisa', 'EUR') + text('Data', body.issueDate),
        text('Numero', body.number),
        ...body.withholdings.map((amount) =>
          element('DatiRitenuta', text('TipoRitenuta', 'RT01'), text('ImportoRitenuta', amount)),
        ),
        text('ImportoTotaleDocumento', body.total),
      ),
    ),
    element(
      'DatiBeniServizi',
      ...body.lines.map(({ name, price, amount }, index) =>
        element(
          'DettaglioLinee',
          text('NumeroLinea', String(index + 1)) + text('Descrizione', name),
          text('PrezzoUnitario', price) + text('PrezzoTotale', amount) + text('AliquotaIVA', '22.00'),
        ),
      ),
      ...body.vatRows.map(({ base, vat, isSplit }) =>
        element(
          'DatiRiepilogo',
          text('AliquotaIVA', '22.00') + text('ImponibileImporto', base) + text('Imposta', vat),
          text('EsigibilitaIVA', isSplit ? 'S' : 'I'),
        ),
      ),
    ),
    ...body.payments.map((instalments) =>
      element('DatiPagamento', text('CondizioniPagamento', 'TP01'), ...instalments.map(writeInstalment)),
    ),
  ].join('');

const writeInstalment = ({ code, dueDate, amount, iban, reference }: WrittenInstalment): string =>
  element(
    'DettaglioPagamento',
    text('ModalitaPagamento', code) + text('DataScadenzaPagamento', dueDate),
    text('ImportoPagamento', amount) + text('IBAN', iban) + text('CodicePagamento', reference),
  );
