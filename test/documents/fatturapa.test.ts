import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fatturaPaGroups } from '../../lib/documents/fatturapa-paths.ts';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { limits } from '../../lib/documents/limits.ts';
import { readText, refusal } from './ubl-document.ts';
import {
  agency,
  fatturaPa,
  simplifiedFatturaPa,
  type Style,
  type WrittenBody,
  writeFatturaPa,
} from './write-fatturapa.ts';

function invoicesOf(xml: string): readonly [Invoice, ...Invoice[]] {
  const reading = readText(xml);
  if (!reading.readable) throw new Error(`not readable: ${reading.findings[0].message}`);
  return reading.invoices;
}

const bodyWith = (content: string): Invoice => invoicesOf(fatturaPa('', [content]))[0];
const headerWith = (content: string): Invoice => invoicesOf(fatturaPa(content, ['']))[0];
const documentWith = (content: string): Invoice => bodyWith(documentData(content));
const documentData = (content: string) =>
  `<DatiGenerali><DatiGeneraliDocumento>${content}</DatiGeneraliDocumento></DatiGenerali>`;
const generalWith = (content: string): Invoice => bodyWith(`<DatiGenerali>${content}</DatiGenerali>`);
const goodsWith = (content: string): Invoice => bodyWith(`<DatiBeniServizi>${content}</DatiBeniServizi>`);
const lineWith = (content: string) => goodsWith(`<DettaglioLinee>${content}</DettaglioLinee>`).lines[0];
const paymentsWith = (...groups: string[]): Invoice =>
  bodyWith(groups.map((group) => `<DatiPagamento>${group}</DatiPagamento>`).join(''));
const instalment = (content: string) => `<DettaglioPagamento>${content}</DettaglioPagamento>`;
const amountOf = (amount: string) => instalment(`<ImportoPagamento>${amount}</ImportoPagamento>`);
const sellerWith = (content: string) =>
  headerWith(`<CedentePrestatore>${content}</CedentePrestatore>`).seller;

describe('A FatturaPA file', () => {
  test('gives one invoice for each body, numbered from 1, and all have the parties of the one header.', () => {
    const [first, second, ...more] = invoicesOf(
      fatturaPa(
        '<CedentePrestatore><DatiAnagrafici><Anagrafica><Denominazione>Arno</Denominazione></Anagrafica></DatiAnagrafici></CedentePrestatore>',
        [documentData('<Numero>1</Numero>'), documentData('<Numero>2</Numero>')],
      ),
    );
    expect([first, second]).toMatchObject([
      { body: 1, number: '1', seller: { name: 'Arno' } },
      { body: 2, number: '2', seller: { name: 'Arno' } },
    ]);
    expect(more).toEqual([]);
  });

  test.each<Style>(['prefix', 'default', 'default-taken-back'])(
    'is read whether the namespace stands on the root only or on everything (%s).',
    (style) => {
      const [invoice] = invoicesOf(fatturaPa('', [documentData('<Numero>7</Numero>')], style));
      expect(invoice).toMatchObject({ syntax: 'fatturapa', profile: 'FPR12', number: '7', unmapped: [] });
    },
  );

  test.each(['v1.0', 'v1.1'])('is read in the older namespace %s too.', (version) => {
    const namespace = `http://www.fatturapa.gov.it/sdi/fatturapa/${version}`;
    const xml = fatturaPa('', [documentData('<Numero>7</Numero>')]).replace(`${agency}/v1.2`, namespace);
    expect(xml).toContain(namespace);
    expect(invoicesOf(xml)[0].number).toBe('7');
  });

  test('is always an invoice: its type code, kept as it is, tells a credit note.', () => {
    expect(documentWith('<TipoDocumento>TD04</TipoDocumento>')).toMatchObject({
      kind: 'invoice',
      typeCode: 'TD04',
    });
  });

  test('without a body is an invoice without terms, and not a reason to fail.', () => {
    expect(invoicesOf(fatturaPa('', []))).toMatchObject([{ body: 1, number: null, lines: [] }]);
  });

  test('with more bodies than one file may have is refused unread.', () => {
    expect(invoicesOf(fatturaPa('', Array<string>(limits.bodies).fill('')))).toHaveLength(limits.bodies);
    expect(refusal(fatturaPa('', Array<string>(limits.bodies + 1).fill('')))).toBe('DOCUMENT_TOO_LARGE');
  });

  test('has its header read once, so that a large header before many bodies costs no time for each.', () => {
    const [first, second] = invoicesOf(fatturaPa('', ['', '']));
    expect(second?.seller).toBe(first.seller);
  });

  test('issued by the customer says so; one written by a third party is still the supplier’s.', () => {
    const issuedBy = (code: string) => headerWith(`<SoggettoEmittente>${code}</SoggettoEmittente>`);
    expect(issuedBy('CC').isIssuedByBuyer).toBe(true);
    expect(issuedBy('TZ').isIssuedByBuyer).toBe(false);
    expect(headerWith('').isIssuedByBuyer).toBe(false);
  });

  test('lists what was not read from the header and from each body, and a signature never.', () => {
    const signature =
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignatureValue>AA</ds:SignatureValue></ds:Signature>';
    const bollo = '<DatiBollo><ImportoBollo>2.00</ImportoBollo></DatiBollo>';
    const xml = fatturaPa('<DatiTrasmissione><ProgressivoInvio>1</ProgressivoInvio></DatiTrasmissione>', [
      documentData(`<Numero>1</Numero>${bollo}`),
      documentData('<Numero>2</Numero>'),
    ]).replace('</p:', `<Altro>1</Altro>${signature}</p:`);
    const common = ['FatturaElettronicaHeader/DatiTrasmissione/ProgressivoInvio', 'Altro'];
    expect(invoicesOf(xml).map(({ unmapped }) => unmapped)).toEqual([
      [...common, 'FatturaElettronicaBody/DatiGenerali/DatiGeneraliDocumento/DatiBollo/ImportoBollo'],
      common,
    ]);
  });

  test('tells a defect of the header in every invoice, and a defect of a body in that one.', () => {
    const twoCodes =
      '<CedentePrestatore><DatiAnagrafici><CodiceFiscale>1</CodiceFiscale><CodiceFiscale>2</CodiceFiscale></DatiAnagrafici></CedentePrestatore>';
    const invoices = invoicesOf(fatturaPa(twoCodes, [documentData('<Data>2026-02-30</Data>'), '']));
    expect(invoices.map(({ defects }) => defects.map(({ code, term }) => [code, term]))).toEqual([
      [
        ['TERM_REPEATED', 'BT-29, BT-46'],
        ['DATE_INVALID', 'BT-2'],
      ],
      [['TERM_REPEATED', 'BT-29, BT-46']],
    ]);
  });
});

describe('The parties of a FatturaPA invoice', () => {
  const identity = (content: string) => `<DatiAnagrafici>${content}</DatiAnagrafici>`;

  test('have the country and the number as one VAT id, and the Codice Fiscale with its scheme.', () => {
    expect(
      sellerWith(
        `${identity(
          '<IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA><CodiceFiscale>BNCDAA80A41H501X</CodiceFiscale>',
        )}<Sede><Nazione>SM</Nazione></Sede>`,
      ),
    ).toMatchObject({
      vatId: 'IT01234567890',
      identifiers: [{ scheme: '0210', value: 'BNCDAA80A41H501X' }],
      country: 'SM',
    });
  });

  test('have no VAT id when only its country is there, and no identifier without a Codice Fiscale.', () => {
    const seller = sellerWith(identity('<IdFiscaleIVA><IdPaese>IT</IdPaese></IdFiscaleIVA>'));
    expect(seller).toMatchObject({ vatId: null, identifiers: [], name: null });
  });

  test('are companies with a name, or persons with a given name and a family name.', () => {
    const named = (content: string) => sellerWith(identity(`<Anagrafica>${content}</Anagrafica>`)).name;
    expect(named('<Denominazione>Arno S.r.l.</Denominazione>')).toBe('Arno S.r.l.');
    expect(named('<Nome>Ada</Nome><Cognome>Bianchi</Cognome>')).toBe('Ada Bianchi');
    expect(named('<Cognome>Bianchi</Cognome>')).toBe('Bianchi');
  });

  test('are never mixed up: the buyer is read from its own group.', () => {
    const group = (name: string, code: string) =>
      `<${name}>${identity(`<CodiceFiscale>${code}</CodiceFiscale>`)}</${name}>`;
    const { seller, buyer } = headerWith(
      group('CessionarioCommittente', 'B') + group('CedentePrestatore', 'S'),
    );
    expect([seller.identifiers[0]?.value, buyer.identifiers[0]?.value]).toEqual(['S', 'B']);
  });
});

describe('What a FatturaPA invoice asks for, and when', () => {
  test('Each instalment is a means and a part, numbered over all payment groups of the body.', () => {
    const first = instalment(
      '<Beneficiario>Arno Incassi</Beneficiario><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-10-15</DataScadenzaPagamento><ImportoPagamento>10.00</ImportoPagamento><IBAN>it60 X054</IBAN><BIC>BCITITMM</BIC><CodicePagamento>R 1</CodicePagamento>',
    );
    const second = instalment(
      '<ModalitaPagamento>MP08</ModalitaPagamento><ImportoPagamento>5.50</ImportoPagamento>',
    );
    const invoice = paymentsWith(
      `<CondizioniPagamento>TP02</CondizioniPagamento>${first}`,
      `<CondizioniPagamento>TP03</CondizioniPagamento>${second}`,
    );
    expect(invoice.paymentMeans).toMatchObject([
      {
        id: '1',
        code: 'MP05',
        references: ['R 1'],
        account: { id: 'it60 X054', name: 'Arno Incassi', bic: 'BCITITMM' },
      },
      { id: '2', code: 'MP08', references: [], account: null },
    ]);
    expect(invoice.paymentTerms).toEqual([
      { note: 'TP02', paymentMeansId: '1', amount: '10.00', dueDate: '2026-10-15', discount: null },
      { note: 'TP03', paymentMeansId: '2', amount: '5.50', dueDate: null, discount: null },
    ]);
  });

  test('A beneficiary without an IBAN is no account, and is listed as not read.', () => {
    const invoice = paymentsWith(instalment('<Beneficiario>Arno Incassi</Beneficiario><BIC>BCITITMM</BIC>'));
    expect(invoice.paymentMeans[0]?.account).toBeNull();
    expect(invoice.unmapped.map((path) => path.split('/').at(-1))).toEqual(['Beneficiario', 'BIC']);
  });

  test.each([
    [['30.50'], '30.50'],
    [['500.00', '544.40'], '1044.40'],
    [['0.10', '0.20'], '0.30'],
    [['1', '2'], '3.00'],
    [['0.005', '0.005'], '0.01'],
    [['0.00000001', '10.00'], '10.00000001'],
    [['-5.00', '5.00'], '0.00'],
    [['99999999999.99', '0.01'], '100000000000.00'],
  ])('Instalments of %s are %s to pay together.', (amounts, payable) => {
    expect(paymentsWith(amounts.map(amountOf).join('')).totals.payable).toBe(payable);
  });

  test('Nothing is known to be payable without instalments, or when one of them has no amount.', () => {
    expect(bodyWith('').totals.payable).toBeNull();
    expect(paymentsWith('').totals.payable).toBeNull();
    expect(paymentsWith(amountOf('10.00') + instalment('')).totals.payable).toBeNull();
    const unreadable = paymentsWith(amountOf('10.00') + amountOf('1.000,00'));
    expect(unreadable.totals.payable).toBeNull();
    expect(unreadable.defects).toMatchObject([{ code: 'AMOUNT_INVALID', term: 'BT-115', value: '1.000,00' }]);
  });

  test('Only the total of the document and its rounding stand in the file; nothing else is worked out.', () => {
    const invoice = documentWith(
      '<ImportoTotaleDocumento>122.00</ImportoTotaleDocumento><Arrotondamento>-0.01</Arrotondamento>',
    );
    expect(invoice.totals).toEqual({
      lineExtension: null,
      allowances: null,
      charges: null,
      taxExclusive: null,
      vat: null,
      vatInTaxCurrency: null,
      taxInclusive: '122.00',
      prepaid: null,
      rounding: '-0.01',
      payable: null,
    });
  });

  const counted = (from: string, days: string) =>
    `<DataRiferimentoTerminiPagamento>${from}</DataRiferimentoTerminiPagamento><GiorniTerminiPagamento>${days}</GiorniTerminiPagamento>`;

  test.each([
    ['2026-09-30', '30', '2026-10-30'],
    ['2026-12-15', '60', '2027-02-13'],
    ['2028-02-28', '1', '2028-02-29'],
    ['2026-09-30', '0', '2026-09-30'],
    ['2026-03-28', '2', '2026-03-30'],
    ['9999-12-30', '30', '9999-12-31'],
  ])('An instalment counted from %s and due after %s days is due on %s.', (from, days, due) => {
    const invoice = paymentsWith(instalment(counted(from, days)));
    expect(invoice.dueDates).toEqual([due]);
    expect(invoice.paymentTerms[0]?.dueDate).toBe(due);
  });

  test('A due date that is written goes before one that can be counted.', () => {
    const written = '<DataScadenzaPagamento>2026-10-15</DataScadenzaPagamento>';
    expect(paymentsWith(instalment(written + counted('2026-09-01', '10'))).dueDates).toEqual(['2026-10-15']);
  });

  test('Days without a date to count from, or the date alone, say nothing about when.', () => {
    const days = paymentsWith(instalment(counted('', '30')));
    expect(days.dueDates).toEqual([]);
    expect(days.unmapped).toEqual([
      'FatturaElettronicaBody/DatiPagamento/DettaglioPagamento/GiorniTerminiPagamento',
    ]);
    expect(paymentsWith(instalment(counted('2026-09-01', ''))).dueDates).toEqual([]);
  });

  test.each(['30.5', '-1', 'trenta', '10000'])(
    'Days written as %s are a defect and give no date.',
    (days) => {
      const invoice = paymentsWith(instalment(counted('2026-09-01', days)));
      expect(invoice.dueDates).toEqual([]);
      expect(invoice.defects).toMatchObject([
        {
          code: 'DATE_INVALID',
          term: 'GiorniTerminiPagamento',
          value: days,
          message: `GiorniTerminiPagamento is "${days}", which is not a whole number of days.`,
          nl: { message: `GiorniTerminiPagamento is "${days}", en dat is geen heel aantal dagen.` },
        },
      ]);
    },
  );

  test('Instalments due on the same day give that date once.', () => {
    const due = (date: string) => instalment(`<DataScadenzaPagamento>${date}</DataScadenzaPagamento>`);
    const invoice = paymentsWith(due('2026-11-15') + due('2026-10-15'), due('2026-11-15'));
    expect(invoice.dueDates).toEqual(['2026-11-15', '2026-10-15']);
  });

  test('A discount for paying early is an offer, and its last day is no due date.', () => {
    const invoice = paymentsWith(
      instalment(
        '<ScontoPagamentoAnticipato>2.44</ScontoPagamentoAnticipato><DataLimitePagamentoAnticipato>2026-09-25</DataLimitePagamentoAnticipato>',
      ),
    );
    expect(invoice.paymentTerms[0]?.discount).toEqual({
      until: '2026-09-25',
      days: null,
      percent: null,
      amount: '2.44',
    });
    expect(invoice.dueDates).toEqual([]);
    const half = paymentsWith(
      instalment('<ScontoPagamentoAnticipato>2.44</ScontoPagamentoAnticipato>') +
        instalment('<DataLimitePagamentoAnticipato>2026-09-25</DataLimitePagamentoAnticipato>'),
    );
    expect(half.paymentTerms).toMatchObject([
      { discount: { amount: '2.44', until: null } },
      { discount: { amount: null, until: '2026-09-25' } },
    ]);
  });
});

describe('What goes to the state and not to the supplier', () => {
  test('is every withheld tax with its kind, and the VAT of the rows under split payment.', () => {
    const tax = (kind: string, amount: string) =>
      `<DatiRitenuta><TipoRitenuta>${kind}</TipoRitenuta><ImportoRitenuta>${amount}</ImportoRitenuta></DatiRitenuta>`;
    const row = (vat: string, how: string) =>
      `<DatiRiepilogo><Imposta>${vat}</Imposta>${how}</DatiRiepilogo>`;
    const invoice = bodyWith(
      `${documentData(tax('RT01', '324.00') + tax('RT03', '50.00'))}<DatiBeniServizi>${
        row('22.00', '<EsigibilitaIVA>S</EsigibilitaIVA>') +
        row('10.00', '<EsigibilitaIVA>I</EsigibilitaIVA>') +
        row('4.00', '<EsigibilitaIVA>D</EsigibilitaIVA>') +
        row('5.00', '')
      }</DatiBeniServizi>`,
    );
    expect(invoice.withholdings).toEqual([
      { kind: 'withholding-tax', amount: '324.00', reason: 'RT01' },
      { kind: 'withholding-tax', amount: '50.00', reason: 'RT03' },
      { kind: 'split-payment-vat', amount: '22.00', reason: null },
    ]);
  });
});

describe('The charges, discounts and VAT of a FatturaPA invoice', () => {
  test('A contribution to a pension fund is a charge.', () => {
    const invoice = documentWith(
      '<DatiCassaPrevidenziale><TipoCassa>TC04</TipoCassa><ImportoContributoCassa>38.00</ImportoContributoCassa><AliquotaIVA>0.00</AliquotaIVA><Natura>N4</Natura></DatiCassaPrevidenziale>',
    );
    expect(invoice.allowancesAndCharges).toEqual([
      {
        isCharge: true,
        isFreight: false,
        amount: '38.00',
        reasonCode: 'TC04',
        reason: null,
        vatCategory: 'N4',
        vatRate: '0.00',
      },
    ]);
  });

  test('A discount is an allowance, a surcharge a charge; a percentage alone gives no amount.', () => {
    const change = (kind: string, content: string) =>
      `<ScontoMaggiorazione><Tipo>${kind}</Tipo>${content}</ScontoMaggiorazione>`;
    const invoice = documentWith(
      change('SC', '<Percentuale>50.00</Percentuale><Importo>860.00</Importo>') +
        change('MG', '<Importo>172.00</Importo>') +
        change('SC', '<Percentuale>10.00</Percentuale>'),
    );
    expect(invoice.allowancesAndCharges).toMatchObject([
      { isCharge: false, amount: '860.00' },
      { isCharge: true, amount: '172.00' },
      { isCharge: false, amount: null },
    ]);
    expect(invoice.unmapped.map((path) => path.split('/').at(-1))).toEqual(['Percentuale']);
  });

  test('One that is neither discount nor surcharge is a defect and counts as neither.', () => {
    const invoice = documentWith(
      '<ScontoMaggiorazione><Tipo>true</Tipo><Importo>1</Importo></ScontoMaggiorazione>',
    );
    expect(invoice.allowancesAndCharges).toEqual([]);
    expect(invoice.defects).toMatchObject([{ code: 'INDICATOR_INVALID', term: 'Tipo', value: 'true' }]);
  });

  test('A VAT row gives its VAT, and its freight and its rounding as charges at the same rate.', () => {
    const invoice = goodsWith(
      '<DatiRiepilogo><AliquotaIVA>0.00</AliquotaIVA><Natura>N2.2</Natura><SpeseAccessorie>12.00</SpeseAccessorie><Arrotondamento>-0.004</Arrotondamento><ImponibileImporto>100.00</ImponibileImporto><Imposta>0.00</Imposta></DatiRiepilogo>',
    );
    expect(invoice.vatBreakdown).toEqual([
      { base: '100.00', amount: '0.00', category: 'N2.2', rate: '0.00' },
    ]);
    expect(invoice.allowancesAndCharges).toMatchObject([
      { isCharge: true, isFreight: true, amount: '12.00', vatCategory: 'N2.2', vatRate: '0.00' },
      { isCharge: true, isFreight: false, amount: '-0.004', vatCategory: 'N2.2', vatRate: '0.00' },
    ]);
  });
});

describe('The lines of a FatturaPA invoice', () => {
  test('keep all their decimals, and may have no quantity.', () => {
    expect(
      lineWith(
        '<NumeroLinea>3</NumeroLinea><Descrizione>Copie</Descrizione><PrezzoUnitario>33.33333333</PrezzoUnitario><PrezzoTotale>99.99999999</PrezzoTotale><AliquotaIVA>10.00</AliquotaIVA><Natura>N1</Natura><RiferimentoAmministrazione>CDC</RiferimentoAmministrazione>',
      ),
    ).toEqual({
      id: '3',
      purpose: 'item',
      quantity: null,
      unit: null,
      amount: '99.99999999',
      accountingReference: 'CDC',
      allowancesAndCharges: [],
      price: '33.33333333',
      baseQuantity: null,
      vatCategory: 'N1',
      vatRate: '10.00',
      name: 'Copie',
      description: null,
    });
  });

  test.each([
    ['AC', 'freight'],
    ['SC', 'discount'],
    ['PR', 'item'],
    ['AB', 'item'],
  ])('of type %s are there as %s.', (type, purpose) => {
    expect(lineWith(`<TipoCessionePrestazione>${type}</TipoCessionePrestazione>`)?.purpose).toBe(purpose);
  });

  test('have discounts per unit, which are told for the whole line and are inside its amount.', () => {
    const discount =
      '<ScontoMaggiorazione><Tipo>SC</Tipo><Importo>9.0000</Importo></ScontoMaggiorazione><PrezzoTotale>1620.00</PrezzoTotale>';
    const percentage =
      '<ScontoMaggiorazione><Tipo>MG</Tipo><Percentuale>5</Percentuale></ScontoMaggiorazione>';
    expect(lineWith(`<Quantita>20.00</Quantita>${discount}`)).toMatchObject({
      amount: '1620.00',
      allowancesAndCharges: [{ isCharge: false, amount: '180' }],
    });
    expect(lineWith(discount)?.allowancesAndCharges).toMatchObject([{ isCharge: false, amount: '9' }]);
    expect(lineWith(percentage)?.allowancesAndCharges).toMatchObject([{ isCharge: true, amount: null }]);
  });
});

describe('What a FatturaPA invoice refers to', () => {
  test('The order, the contract, the invoices before it and the office that is to book it are read.', () => {
    const invoice = generalWith(
      '<DatiOrdineAcquisto><IdDocumento>ODA-31</IdDocumento></DatiOrdineAcquisto><DatiContratto><IdDocumento>CTR-9</IdDocumento></DatiContratto><DatiFattureCollegate><IdDocumento>700</IdDocumento><Data>2026-07-31</Data></DatiFattureCollegate><DatiFattureCollegate><IdDocumento>701</IdDocumento></DatiFattureCollegate><DatiFattureCollegate><NumItem>1</NumItem></DatiFattureCollegate>',
    );
    expect(invoice).toMatchObject({ orderReference: 'ODA-31', contractReference: 'CTR-9' });
    expect(invoice.precedingInvoices).toEqual([
      { number: '700', issueDate: '2026-07-31' },
      { number: '701', issueDate: null },
    ]);
    const office =
      '<CedentePrestatore><RiferimentoAmministrazione>CDC-7</RiferimentoAmministrazione></CedentePrestatore>';
    expect(headerWith(office).accountingReference).toBe('CDC-7');
  });

  test('Every note is kept, and attachments are told by name and size.', () => {
    expect(documentWith('<Causale>a</Causale><Causale>b</Causale>').notes).toEqual(['a', 'b']);
    const file =
      '<Allegati><NomeAttachment>../a.pdf</NomeAttachment><FormatoAttachment>PDF</FormatoAttachment><Attachment>JVBERi0xLjcKJSVFT0YK</Attachment></Allegati>';
    expect(bodyWith(`${file}<Allegati><NomeAttachment>b</NomeAttachment></Allegati>`).attachments).toEqual([
      { id: null, fileName: '../a.pdf', mimeCode: 'PDF', size: 20 },
    ]);
  });
});

describe('A simplified invoice', () => {
  test('has lines with the VAT inside and nothing about payment.', () => {
    const [invoice] = invoicesOf(
      simplifiedFatturaPa(
        '<CedentePrestatore><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>1</IdCodice></IdFiscaleIVA><Denominazione>Arno</Denominazione><Sede><Nazione>IT</Nazione></Sede></CedentePrestatore><CessionarioCommittente><IdentificativiFiscali><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>2</IdCodice></IdFiscaleIVA><CodiceFiscale>3</CodiceFiscale></IdentificativiFiscali><AltriDatiIdentificativi><Nome>Ada</Nome><Cognome>Bianchi</Cognome><Sede><Nazione>SM</Nazione></Sede></AltriDatiIdentificativi></CessionarioCommittente>',
        `${documentData('<TipoDocumento>TD07</TipoDocumento>')}<DatiBeniServizi><Descrizione>Pane</Descrizione><Importo>25.00</Importo><DatiIVA><Aliquota>22.00</Aliquota></DatiIVA></DatiBeniServizi><DatiBeniServizi><Importo>1.00</Importo><Natura>N4</Natura></DatiBeniServizi>`,
      ),
    );
    expect(invoice).toMatchObject({
      syntax: 'fatturapa-simplified',
      profile: 'FSM10-semplificata',
      typeCode: 'TD07',
      isTaxIncluded: true,
      seller: { name: 'Arno', vatId: 'IT1', country: 'IT' },
      buyer: {
        name: 'Ada Bianchi',
        vatId: 'IT2',
        identifiers: [{ scheme: '0210', value: '3' }],
        country: 'SM',
      },
      paymentMeans: [],
      lines: [
        { name: 'Pane', amount: '25.00', vatRate: '22.00', vatCategory: null, purpose: 'item' },
        { name: null, amount: '1.00', vatRate: null, vatCategory: 'N4' },
      ],
      totals: { payable: null, taxInclusive: null },
      unmapped: [],
    });
  });

  test('that corrects another names it.', () => {
    const [invoice] = invoicesOf(
      simplifiedFatturaPa(
        '',
        '<DatiGenerali><DatiFatturaRettificata><NumeroFR>12</NumeroFR><DataFR>2026-09-01</DataFR></DatiFatturaRettificata></DatiGenerali>',
      ),
    );
    expect(invoice.precedingInvoices).toEqual([{ number: '12', issueDate: '2026-09-01' }]);
  });

  test('is another document than an ordinary one, whose prices are without VAT.', () => {
    expect(bodyWith('')).toMatchObject({ syntax: 'fatturapa', profile: 'FPR12', isTaxIncluded: false });
  });
});

describe('Whatever invoices a FatturaPA file is written with, they are read back to the last decimal', () => {
  /** An amount as whole units of its last decimal, so that sums can be checked without decimals. */
  const amount = fc.record({
    units: fc.bigInt(-(10n ** 15n), 10n ** 15n),
    places: fc.integer({ min: 2, max: 8 }),
  });
  type Amount = { readonly units: bigint; readonly places: number };

  const asText = ({ units, places }: Amount): string => {
    const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
    return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  };
  const total = (amounts: readonly Amount[]): string => {
    const units = amounts.reduce((sum, each) => sum + each.units * 10n ** BigInt(8 - each.places), 0n);
    return asText({ units, places: 8 }).replace(/0{1,6}$/, '');
  };

  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const word = fc.stringMatching(/^[A-Z0-9&</ -]{1,20}$/).map((text) => `x${text.trim()}`);
  const instalmentModel = fc.record({
    code: fc.constantFrom('MP01', 'MP05', 'MP08'),
    dueDate: day,
    amount,
    iban: fc.option(word),
    reference: fc.option(word),
  });
  const bodyModel = fc.record({
    number: word,
    issueDate: day,
    total: amount,
    withholdings: fc.array(amount, { maxLength: 3 }),
    vatRows: fc.array(fc.record({ base: amount, vat: amount, isSplit: fc.boolean() }), { maxLength: 3 }),
    lines: fc.array(fc.record({ name: word, price: amount, amount }), { maxLength: 4 }),
    payments: fc.array(fc.array(instalmentModel, { maxLength: 3 }), { maxLength: 3 }),
  });
  type Model = typeof bodyModel extends fc.Arbitrary<infer Body> ? Body : never;

  const written = (model: Model): WrittenBody => ({
    ...model,
    total: asText(model.total),
    withholdings: model.withholdings.map(asText),
    vatRows: model.vatRows.map(({ base, vat, isSplit }) => ({
      base: asText(base),
      vat: asText(vat),
      isSplit,
    })),
    lines: model.lines.map((each) => ({ ...each, price: asText(each.price), amount: asText(each.amount) })),
    payments: model.payments.map((group) => group.map((each) => ({ ...each, amount: asText(each.amount) }))),
  });

  test('in any use of namespaces.', () => {
    const styles = fc.constantFrom<Style>('prefix', 'default', 'default-taken-back');
    fc.assert(
      fc.property(fc.array(bodyModel, { minLength: 1, maxLength: 4 }), styles, (models, style) => {
        const invoices = invoicesOf(writeFatturaPa(models.map(written), style));
        expect(invoices).toHaveLength(models.length);
        for (const [index, model] of models.entries()) {
          const invoice = invoices[index];
          const parts = model.payments.flat();
          const { withholdings, vatRows, lines } = written(model);
          expect(invoice).toMatchObject({
            body: index + 1,
            number: model.number,
            issueDate: model.issueDate,
            dueDates: [...new Set(parts.map(({ dueDate }) => dueDate))],
            totals: {
              taxInclusive: asText(model.total),
              payable: parts.length === 0 ? null : total(parts.map((part) => part.amount)),
            },
            withholdings: [
              ...withholdings.map((each) => ({ kind: 'withholding-tax', amount: each })),
              ...vatRows
                .filter(({ isSplit }) => isSplit)
                .map(({ vat }) => ({ kind: 'split-payment-vat', amount: vat })),
            ],
            vatBreakdown: vatRows.map(({ base, vat }) => ({ base, amount: vat, rate: '22.00' })),
            lines,
            paymentMeans: parts.map((part, place) => ({
              id: String(place + 1),
              code: part.code,
              references: part.reference === null ? [] : [part.reference],
              account: part.iban === null ? null : { id: part.iban },
            })),
            paymentTerms: parts.map((part, place) => ({
              paymentMeansId: String(place + 1),
              amount: asText(part.amount),
              dueDate: part.dueDate,
            })),
            unmapped: [],
            defects: [],
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('The table of FatturaPA terms for the documentation', () => {
  test('names a place below the root for every group, and the payable amount of an instalment.', () => {
    expect(fatturaPaGroups.filter(({ base }) => base === '')).toHaveLength(1);
    expect(fatturaPaGroups.find(({ title }) => title.startsWith('Instalments'))).toMatchObject({
      base: 'FatturaElettronicaBody/DatiPagamento/DettaglioPagamento',
      terms: { amount: { term: 'BT-115', paths: ['ImportoPagamento'] } },
    });
    expect(fatturaPaGroups.find(({ title }) => title.startsWith('Preceding'))?.base).toBe(
      'FatturaElettronicaBody/DatiGenerali/DatiFattureCollegate, FatturaElettronicaBody/DatiGenerali/DatiFatturaRettificata',
    );
  });
});
