import { createHash } from 'node:crypto';

export interface FormPart {
  /** The name of the field. */
  readonly name: string;
  readonly fileName?: string | undefined;
  /** A media type, such as `application/pdf`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface MultipartForm {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * A multipart/form-data body (RFC 7578). Its boundary is a digest of the parts: they cannot contain it, and the same
 * parts always make the same bytes. Throws a RangeError for a media type that is none.
 */
export function multipartForm(parts: readonly FormPart[]): MultipartForm {
  const hash = createHash('sha256');
  for (const { bytes } of parts) hash.update(bytes);
  const boundary = `acquit-${hash.digest('hex').slice(0, 40)}`;
  const pieces = parts.flatMap((part) => [
    Buffer.from(head(part, boundary)),
    part.bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function head({ name, fileName, contentType }: FormPart, boundary: string): string {
  if (!/^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*$/.test(contentType)) {
    throw new RangeError(`${JSON.stringify(contentType)} is no media type`);
  }
  const file = fileName === undefined ? '' : `; filename="${quoted(fileName)}"`;
  return [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${quoted(name)}"${file}`,
    `Content-Type: ${contentType}`,
    '\r\n',
  ].join('\r\n');
}

/** As browsers write them: a quote or a line end would leave the header. */
const quoted = (text: string): string =>
  text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
