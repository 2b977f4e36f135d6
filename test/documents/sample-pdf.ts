import { deflateSync } from 'node:zlib';

type Body = string | Uint8Array;

/** The objects of a PDF by their numbers, each as it stands between `obj` and `endobj`. */
export type PdfObjectBodies = Readonly<Record<number, Body>>;

/** A stream object with these entries beside its Length. */
export function stream(
  content: Body,
  entries = '',
  length: number | string = Buffer.byteLength(content),
): Buffer {
  const bytes = Buffer.from(content as string); // Buffer.from takes both, its overloads do not say so
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

export const flate = (content: Body, entries = ''): Buffer =>
  stream(deflateSync(content), `/Filter /FlateDecode ${entries}`);

interface Written {
  readonly bytes: Buffer;
  readonly offsets: ReadonlyMap<number, number>;
}

function write(start: Buffer, bodies: PdfObjectBodies): Written {
  const offsets = new Map<number, number>();
  const parts = [start];
  let at = start.length;
  for (const [number, body] of Object.entries(bodies)) {
    offsets.set(Number(number), at);
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body as string),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  }
  return { bytes: Buffer.concat(parts), offsets };
}

const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

/** One revision behind what is already there: objects, a table with a run for each, and a trailer. */
function revision(start: Buffer, bodies: PdfObjectBodies, trailer: string): Buffer {
  const { bytes, offsets } = write(start, bodies);
  const runs = [...offsets].map(([number, offset]) => `${number} 1\n${entry(offset)}`).join('');
  const end = `xref\n0 1\n0000000000 65535 f \n${runs}trailer\n<< /Size 100 ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(end)]);
}

const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/** A PDF whose objects are listed in a table; the catalog is object 1. */
export const pdf = (bodies: PdfObjectBodies, trailer = '/Root 1 0 R'): Buffer =>
  revision(header, bodies, trailer);

/** The same PDF with objects changed by a later revision. */
export function revised(before: Buffer, bodies: PdfObjectBodies): Buffer {
  const table = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))?.[1];
  return revision(before, bodies, `/Root 1 0 R /Prev ${table}`);
}

/** Where the table of the last revision begins. */
export const tableOffset = (bytes: Buffer): number =>
  Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1'))?.[1]);

/**
 * A PDF as newer writers make it: all but streams packed into stream object 90, and the table in stream object 91.
 * `predictor` stores the table as most writers do, each row as the difference to the row above.
 */
export function packedPdf(packed: PdfObjectBodies, streams: PdfObjectBodies, predictor = true): Buffer {
  const bodies = Object.entries(packed).map(([number, body]) => ({ number, text: String(body) }));
  let offset = 0;
  const pairs = bodies.map(({ number, text }) => {
    const pair = `${number} ${offset}`;
    offset += text.length + 1;
    return pair;
  });
  const first = `${pairs.join(' ')}\n`;
  const content = first + bodies.map(({ text }) => text).join('\n');
  const container = flate(content, `/Type /ObjStm /N ${bodies.length} /First ${first.length}`);
  const { bytes, offsets } = write(header, { ...streams, 90: container });
  const places = new Map<number, readonly number[]>([...offsets].map(([number, at]) => [number, [1, at, 0]]));
  bodies.forEach(({ number }, index) => places.set(Number(number), [2, 90, index]));
  const rows = Array.from({ length: 92 }, (_, number) => {
    const [type = 0, second = 0, third = 0] =
      number === 91 ? [1, bytes.length, 0] : (places.get(number) ?? []);
    return Buffer.from([type, second >> 16, (second >> 8) & 255, second & 255, third]);
  });
  const table = predictor
    ? Buffer.concat(rows.map((row, index) => up(row, rows[index - 1])))
    : Buffer.concat(rows);
  const options = predictor ? '/DecodeParms << /Predictor 12 /Columns 5 >>' : '';
  const xref = flate(table, `/Type /XRef /Size 92 /W [1 3 1] /Root 1 0 R ${options}`);
  const end = Buffer.from(`\nendobj\nstartxref\n${bytes.length}\n%%EOF\n`);
  return Buffer.concat([bytes, Buffer.from('91 0 obj\n'), xref, end]);
}

const up = (row: Buffer, above: Buffer = Buffer.alloc(row.length)): Buffer =>
  Buffer.from([2, ...row.map((byte, index) => byte - (above[index] ?? 0))]);

/** The objects of a PDF with one file attached, under a name as it is written in PDF (`(factur-x.xml)`). */
export const withFile = (file: Body, name = '(factur-x.xml)'): PdfObjectBodies => ({
  1: '<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> /AF [4 0 R] >>',
  2: `<< /Names [${name} 4 0 R] >>`,
  4: `<< /Type /Filespec /F ${name} /UF ${name} /EF << /F 5 0 R /UF 5 0 R >> /AFRelationship /Data >>`,
  5: file,
});

/** The objects of a PDF with several files attached. */
export function withFiles(files: readonly (readonly [name: string, file: Body])[]): PdfObjectBodies {
  const bodies: Record<number, Body> = {};
  const names = files.map(([name, file], index) => {
    bodies[10 + 2 * index] = `<< /Type /Filespec /UF ${name} /EF << /F ${11 + 2 * index} 0 R >> >>`;
    bodies[11 + 2 * index] = file;
    return `${name} ${10 + 2 * index} 0 R`;
  });
  return {
    1: `<< /Type /Catalog /Names << /EmbeddedFiles << /Names [${names.join(' ')}] >> >> >>`,
    ...bodies,
  };
}
