import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDirectory } from '../../cli/directory-file.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { organisationSchema, supplierSchema } from '../../lib/payables/directory.ts';

function faultsOf(text: string, fileName: string): string[] {
  try {
    parseDirectory(text, fileName);
  } catch (error) {
    if (!(error instanceof AcquitError) || error.code !== 'DIRECTORY_INVALID') throw error;
    return error.message.split('\n').slice(1);
  }
  return [];
}

describe('a directory in YAML', () => {
  const organisation = `organisations:
  - shortCode: ACME
    name: Acme
    parties: ['NL:KVK:12345678']
    ownAccount: NL91 ABNA 0417 1643 00
`;

  test('is read with its defaults, IBANs without blanks', () => {
    const { organisations, suppliers } = parseDirectory(organisation, 'directory.yml');
    expect(organisations[0]).toMatchObject({
      ownAccount: 'NL91ABNA0417164300',
      settlement: 'erp',
      identifiers: [],
    });
    expect(suppliers).toEqual([]);
  });

  test('with many faults is refused with all of them and their lines', () => {
    const text = `${organisation}  - shortCode: ACME
    name: Acme again
    parties: ['0106:12345678']
    ownAccount: NL92ABNA0417164300
suppliers:
  - organisation: ACME
    number: '1'
    site: A
    name: One
    identifiers: ['0106:1', 'NL:VAT:NL123456789B01']
    accounts: [{ iban: NL92ABNA0417164300 }]
  - organisation: ACME
    number: '1'
    site: B
    name: Two
    identifiers: [NL123456789B01]
  - organisation: NONE
    number: '3'
    site: C
    name: Three
    identifiers: ['0106:1']
  - organisation: ACME
    number: 4
    site: D
    name: Four
    identifiers: []
    iban: x
`;
    expect(faultsOf(text, 'directory.yml')).toEqual([
      expect.stringMatching(/^line 9: ownAccount: NL92…4300 is no valid IBAN/),
      expect.stringMatching(/^line 16: accounts\.0\.iban: NL92…4300 is no valid IBAN/),
      expect.stringMatching(/^line 28: number: .*string/),
      expect.stringMatching(/^line 31: identifiers: /),
      expect.stringMatching(/^line 27: .*"iban"/),
      'line 6: short code ACME is used twice',
      'line 8: party 0106:12345678 is used twice',
      'line 18: supplier number 1 of ACME is used twice',
      'line 21: identifier VAT:NL123456789B01 of ACME is used twice',
      'line 22: organisation NONE is unknown',
    ]);
  });

  test('says what an invoice must name, and has an account code for withheld tax', () => {
    const text = `${organisation}    requires: [buyer-reference, order-reference]
    coding: { withheld: 1000.160.00.000 }
`;
    expect(parseDirectory(text, 'directory.yml').organisations[0]).toMatchObject({
      requires: ['buyer-reference', 'order-reference'],
      coding: { withheld: '1000.160.00.000' },
    });
  });

  test('with a BIC of another country, an identifier without a value or a blank account code is refused', () => {
    const text = `${organisation}    coding: { default: ' ', byAccountingReference: { OFFICE: '-' } }
suppliers:
  - organisation: ACME
    number: '1'
    site: A
    name: One
    identifiers: ['0106:', '0106:1']
    accounts:
      - { iban: NL20INGB0001234567, bic: KREDBEBB }
      - { iban: NL91ABNA0417164300, bic: 'abna nl 2a' }
      - { iban: NL91ABNA0417164300, bic: ABNA }
`;
    expect(faultsOf(text, 'directory.yml')).toEqual([
      expect.stringMatching(/^line 6: coding\.default: is no account code/),
      expect.stringMatching(/^line 6: coding\.byAccountingReference\.OFFICE: is no account code/),
      expect.stringMatching(/^line 12: identifiers\.0: is no identifier/),
      expect.stringMatching(/^line 14: accounts\.0\.bic: is no BIC of a bank in the country of the IBAN/),
      expect.stringMatching(/^line 16: accounts\.2\.bic: is no BIC/),
    ]);
  });

  test('that is no YAML, or no directory, is refused with the line', () => {
    expect(faultsOf('organisations: [\n', 'directory.yml')[0]).toMatch(/^line \d+: /);
    expect(faultsOf('organisation: []\n', 'directory.yml')[0]).toMatch(/"organisation"/);
    expect(faultsOf('just a text', 'directory.yml')).toHaveLength(1);
  });
});

describe('the manual of the directory', () => {
  const manual = readFileSync(new URL('../../docs/directory.md', import.meta.url), 'utf8');
  const example = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(manual)?.[1] ?? '';

  test('has examples that can be imported as they are', () => {
    const { organisations, suppliers } = parseDirectory(example('yaml'), 'directory.yml');
    expect([organisations.length, suppliers.map(({ payeeType }) => payeeType)]).toEqual([
      1,
      ['SUPPLIER', 'PERSON'],
    ]);
    expect(parseDirectory(example('csv'), 'suppliers.csv').suppliers).toHaveLength(2);
  });

  test('tells of every field', () => {
    const fields = [
      ...Object.keys(organisationSchema.shape),
      ...Object.keys(supplierSchema.shape),
      ...Object.keys(organisationSchema.shape.coding.def.innerType.shape),
    ];
    expect(fields.filter((field) => !manual.includes(`\`${field}\``))).toEqual([]);
  });
});

describe('suppliers in CSV', () => {
  const header = 'organisation,number,site,name,identifiers,ibans,paymentTermDays,accountCode\n';
  const payees = 'organisation,payeeType,number,site,name,identifiers,ibans,payInParts\n';

  test('are read with several identifiers and IBANs, empty cells absent', () => {
    const text = `\uFEFF${header}ACME,1,A,"Jansen, Pieter",0106:1|NL123456789B01,NL91 ABNA 0417 1643 00|NL20INGB0001234567,14,\n`;
    expect(parseDirectory(text, 'suppliers.csv')).toEqual({
      organisations: [],
      suppliers: [
        {
          organisation: 'ACME',
          payeeType: 'SUPPLIER',
          number: '1',
          site: 'A',
          name: 'Jansen, Pieter',
          identifiers: ['0106:1', 'NL123456789B01'],
          accounts: [{ iban: 'NL91ABNA0417164300' }, { iban: 'NL20INGB0001234567' }],
          payees: [],
          paymentTermDays: 14,
          payInParts: [],
        },
      ],
    });
  });

  test('may be persons without a site, and may be paid in parts', () => {
    const text = `${payees}ACME,PERSON,P-7,,Ann Peeters,VAT:BE0123456749,BE68539007547034,\nACME,,2,B,Bouw BV,0106:2,,g-account|instalments\n`;
    expect(parseDirectory(text, 'suppliers.csv').suppliers).toMatchObject([
      { payeeType: 'PERSON', number: 'P-7', payInParts: [] },
      { payeeType: 'SUPPLIER', site: 'B', payInParts: ['g-account', 'instalments'] },
    ]);
  });

  test('that are persons with a site, or suppliers without one, are refused', () => {
    const text = `${payees}ACME,PERSON,P-7,HOME,Ann,0106:1,,\nACME,,2,,Bouw,0106:2,,sometimes\nACME,COMPANY,3,C,Bank,0106:3,,\n`;
    expect(faultsOf(text, 'suppliers.csv')).toEqual([
      'line 2: site: must be left out: a PERSON has no site at the ERP',
      expect.stringMatching(/^line 3: payInParts\.0: .*"g-account"\|"instalments"/),
      'line 3: site: is missing: a SUPPLIER needs its site code at the ERP',
      expect.stringMatching(/^line 4: payeeType: .*"SUPPLIER"\|"PERSON"/),
    ]);
  });

  test('with faults are refused with every one and its line', () => {
    const text = `${header}ACME,1,A,One,0106:1,NL92ABNA0417164300,,\nACME,1,B,Two,0106:1,,soon,\nACME,3,,Three,,,,\n`;
    expect(faultsOf(text, 'suppliers.CSV')).toEqual([
      expect.stringMatching(/^line 2: accounts\.0\.iban: NL92…4300/),
      expect.stringMatching(/^line 3: paymentTermDays/),
      expect.stringMatching(/^line 4: identifiers/),
      expect.stringMatching(/^line 4: site/),
      // What two rows share is told although each has a fault of its own.
      'line 3: supplier number 1 of ACME is used twice',
      'line 3: identifier 0106:1 of ACME is used twice',
    ]);
  });

  test('from an Excel that separates with semicolons are read, too', () => {
    const text = `${header.replaceAll(',', ';')}ACME;1;A;"Jansen, Pieter";0106:1;NL91ABNA0417164300;;\n`;
    expect(parseDirectory(text, 'suppliers.csv').suppliers[0]?.name).toBe('Jansen, Pieter');
  });

  test('with unknown or doubled columns and ragged rows are refused with every one of them', () => {
    expect(faultsOf('organisation,number,bank,number\nACME,1,x\nACME,1,x,2,3\n', 's.csv')).toEqual([
      'line 1: unknown column bank',
      'line 1: column number comes twice',
      'line 2: has 3 cells, the header has 4',
      'line 3: has 5 cells, the header has 4',
    ]);
  });

  test('without a row are an empty directory', () => {
    expect(parseDirectory(header, 's.csv')).toEqual({ organisations: [], suppliers: [] });
    expect(parseDirectory('', 's.csv')).toEqual({ organisations: [], suppliers: [] });
  });
});
