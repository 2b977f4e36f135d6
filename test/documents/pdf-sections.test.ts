import { PDFContext, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { streamSection, tableSection } from '../../lib/documents/pdf-sections.ts';

const line = (offset: number, use = 'n') => `${String(offset).padStart(10, '0')} 00012 ${use}`;
const table = (text: string, { before = '', maximum = 10 } = {}) =>
  tableSection(Buffer.from(`${before}xref${text}`), before.length, maximum);
const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'PDF_INVALID', message: expect.stringMatching(message) });

describe('The table of objects of a PDF', () => {
  test.each([
    ['a blank and a line feed', ' \n'],
    ['a carriage return and a line feed', '\r\n'],
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['a blank, a carriage return and a line feed', ' \r\n'],
  ])('is read when its lines end with %s.', (_name, end) => {
    for (const first of ['f', 'n']) {
      const text = `\n0 4\n${[line(0, first), line(17), line(4_000_000_000), line(9, 'f')].join(end)}${end}trailer`;
      const { section, end: behind } = table(text, { before: 'some bytes' });
      expect([section(1), section(2), section(3), section(4)]).toEqual([
        { offset: 17 },
        { offset: 4_000_000_000 },
        'free',
        undefined,
      ]);
      expect(behind).toBe('some bytesxref'.length + text.indexOf('trailer'));
    }
  });

  test('may have several runs, and blanks around their numbers.', () => {
    const { section } = table(
      `\r\n 3  2 \r\n${line(30)}\r\n${line(40)}\r\n100 10\n${`${line(7)} \n`.repeat(10)}7 0\ntrailer`,
    );
    const places = [2, 3, 4, 5, 99, 100, 109, 110].map((object) => section(object));
    const seven = { offset: 7 };
    expect(places).toEqual([
      undefined,
      { offset: 30 },
      { offset: 40 },
      undefined,
      undefined,
      seven,
      seven,
      undefined,
    ]);
  });

  test('may have as many runs as it is asked to read, and not one more.', () => {
    expect(table(`\n${'0 0\n'.repeat(10)}`).end).toBe('xref\n'.length + 40);
    expect(() => table(`\n${'0 0\n'.repeat(11)}`)).toThrow(refused(/too long/));
  });

  test('may lack the end of its last line, and nothing more.', () => {
    expect(table(`\n0 1\n${line(5)}`).section(0)).toEqual({ offset: 5 });
    expect(() => table(`\n0 1\n${line(5).slice(0, -1)}`)).toThrow(refused(/too long/));
    expect(() => table(`\n0 2\n${line(5)} \n`)).toThrow(refused(/too long/));
  });

  test.each(['000000000 00012 n', '0000000005 0012 n ', 'x000000005 00012 n', '0000000005 00012 x'])(
    'is damaged when it has a line like "%s".',
    (broken) => {
      const { section } = table(`\n0 2\n${line(1)} \n${broken.padEnd(18)} \n`);
      expect(section(0)).toEqual({ offset: 1 });
      expect(() => section(1)).toThrow(refused(/lines that are none/));
    },
  );

  test('ends where no run follows.', () => {
    expect(table('\ntrailer').section(0)).toBeUndefined();
    expect(table('\ntrailer 0 1\n').section(0)).toBeUndefined();
  });
});

describe('The table of objects in a stream of a PDF', () => {
  const context = PDFContext.create();
  const section = (entries: Record<string, number | readonly number[]>, content: readonly number[]) =>
    streamSection(
      context.obj(entries as Parameters<typeof context.obj>[0] & Record<string, number>),
      Uint8Array.from(content),
    );

  test('has offsets, places in streams of objects, and free objects.', () => {
    const find = section(
      { W: [1, 2, 1], Size: 5 },
      [0, 0, 0, 9, 1, 1, 2, 9, 2, 0, 90, 3, 3, 0, 0, 0, 1, 0, 5, 0],
    );
    expect([0, 1, 2, 3, 4, 5].map((object) => find(object))).toEqual([
      'free',
      { offset: 258 },
      { container: 90, index: 3 },
      'free',
      { offset: 5 },
      undefined,
    ]);
  });

  test('has offsets only when it has no column for the kind.', () => {
    expect(section({ W: [0, 2, 0], Size: 2 }, [0, 7, 1, 0])(1)).toEqual({ offset: 256 });
  });

  test('may list several runs of objects.', () => {
    const find = section({ W: [1, 1, 0], Index: [2, 2, 10, 1], Size: 99 }, [1, 22, 1, 33, 1, 100]);
    const places = [0, 1, 2, 3, 4, 9, 10, 11].map((object) => find(object));
    const none = undefined;
    expect(places).toEqual([none, none, { offset: 22 }, { offset: 33 }, none, none, { offset: 100 }, none]);
  });

  test('knows nothing of objects behind its end.', () => {
    const find = section({ W: [1, 1, 1], Size: 9 }, [1, 5, 0, 1, 6]);
    expect([find(0), find(1), find(2)]).toEqual([{ offset: 5 }, undefined, undefined]);
    expect(section({ W: [1, 1, 1] }, [1, 5, 0])(0)).toBeUndefined();
  });

  test('may have columns of seven bytes, which is more than any file needs.', () => {
    expect(section({ W: [1, 7, 0], Size: 1 }, [1, 0, 0, 0, 1, 0, 0, 0])(0)).toEqual({ offset: 16_777_216 });
    for (const W of [
      [1, 8, 0],
      [8, 1, 1],
      [1, 1, 8],
    ]) {
      expect(() => section({ W, Size: 1 }, [])).toThrow(refused(/no columns/));
    }
  });

  test.each([[[1, 1]], [[1, 1, 1, 1]], [[]], [5]])('is damaged with the columns %j.', (W) => {
    expect(() => section({ W, Size: 1 }, [1, 1, 1, 1])).toThrow(refused(/no columns/));
  });

  test('is damaged without columns; one that is no number counts as none.', () => {
    expect(() => section({ Size: 1 }, [])).toThrow(refused(/no columns/));
    const dict = context.obj({ Size: 1 });
    dict.set(PDFName.of('W'), context.obj(['one', 1, 0]));
    expect(streamSection(dict, Uint8Array.of(7))(0)).toEqual({ offset: 7 });
  });
});
