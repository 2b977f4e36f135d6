import { describe, expect, test } from 'vitest';
import { multipartForm } from '../../lib/http/multipart-form.ts';

/** Read by the platform's own parser, which knows nothing of ours. */
const read = ({ contentType, body }: ReturnType<typeof multipartForm>) =>
  new Response(Uint8Array.from(body), { headers: { 'Content-Type': contentType } }).formData();

const file = (changes: object = {}) => ({
  name: 'file',
  fileName: 'factuur.pdf',
  contentType: 'application/pdf',
  bytes: Buffer.from('%PDF-1.7\r\n\r\n--acquit\r\n'),
  ...changes,
});

async function fileIn(form: ReturnType<typeof multipartForm>): Promise<File> {
  const entry = (await read(form)).get('file');
  if (entry instanceof File) return entry;
  throw new Error('the form has no file');
}

describe('a form with a file', () => {
  test('carries the bytes unchanged, with name and type', async () => {
    const found = await fileIn(multipartForm([file()]));
    expect([found.name, found.type]).toEqual(['factuur.pdf', 'application/pdf']);
    expect(Buffer.from(await found.arrayBuffer())).toEqual(file().bytes);
  });

  test('carries a field beside it', async () => {
    const field = {
      name: 'metaAttributes',
      contentType: 'application/json',
      bytes: Buffer.from('{"a":"€"}'),
    };
    const form = await read(multipartForm([file(), field]));
    expect([...form.keys()]).toEqual(['file', 'metaAttributes']);
    expect(form.get('metaAttributes')).toBe('{"a":"€"}');
  });

  test.each([Buffer.alloc(0), Buffer.from([0, 13, 10, 45, 45, 255]), Buffer.alloc(100_000, '-')])(
    'carries any bytes (%#)',
    async (bytes) => {
      const found = await fileIn(multipartForm([file({ bytes })]));
      expect(Buffer.from(await found.arrayBuffer()).equals(bytes)).toBe(true);
    },
  );

  test('is the same bytes every time, so that a retry sends what was sent', () => {
    expect(multipartForm([file()])).toEqual(multipartForm([file()]));
  });

  test('that holds a form of ours as a file is not broken by its boundary', async () => {
    const inner = multipartForm([file()]).body;
    const found = await fileIn(multipartForm([file({ bytes: inner })]));
    expect(Buffer.from(await found.arrayBuffer())).toEqual(inner);
  });

  test('keeps letters beyond ASCII, and a name cannot write headers of its own', async () => {
    expect((await fileIn(multipartForm([file({ fileName: 'café €.pdf' })]))).name).toBe('café €.pdf');
    const form = multipartForm([file({ fileName: 'a"; name="x\r\nX-Evil: 1' })]);
    expect(form.body.toString()).not.toMatch(/^X-Evil/m);
    expect([...(await read(form)).keys()]).toEqual(['file']);
  });

  test.each(['', 'pdf', 'application/pdf\r\nX-Evil: 1', 'application/pdf;'])(
    'refuses "%s" as a media type',
    (contentType) => {
      expect(() => multipartForm([file({ contentType })])).toThrow(RangeError);
    },
  );
});
