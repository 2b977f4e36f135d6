import { describe, expect, test } from 'vitest';
import { parseXml } from '../../lib/documents/xml.ts';

const root = parseXml(
  '<r><p s="VA" u=" C62 "><t>vat</t><v>1</v></p><p s="FC"><t>TAX</t><v>2</v></p><p><v>3</v></p><q u="x"/></r>',
);

describe('A path of the tables of terms', () => {
  test.each([
    ['p/v', ['1', '2', '3']],
    ["p[t='VAT']/v", ['1']],
    ["p[t!='VAT']/v", ['2', '3']],
    ["p[@s='fc']/v", ['2']],
    ["p[@s!='VA']/v", ['2', '3']],
    ["p[x/y='VAT']/v", []],
  ])('%s finds what it says, in document order.', (path, texts) => {
    expect(root.texts(path)).toEqual(texts);
  });

  test('may end in an attribute, and then has the first that is not empty, trimmed.', () => {
    expect(root.text('p/@u')).toBe('C62');
    expect(root.text('q/@u')).toBe('x');
    expect(root.text('p/@none')).toBeNull();
  });

  test('may be the element itself.', () => {
    expect(root.all('.')).toEqual([root]);
  });

  test('counts what a condition looks at as read.', () => {
    const element = parseXml('<r><p><t>VAT</t><v>1</v></p></r>');
    element.text("p[t='VAT']/v");
    expect(element.all('p/t')[0]?.isUnread).toBe(false);
  });

  test('with a condition that is none is a fault in a table, and is not taken for one that never holds.', () => {
    expect(() => root.all('p[t=VAT]/v')).toThrow(RangeError);
  });
});
