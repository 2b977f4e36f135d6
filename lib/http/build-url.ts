/**
 * Joins a base URL, path segments (each percent-encoded, so that a colon or slash in an id stays inside its
 * segment: psb.md 3) and query parameters. Throws a RangeError for a segment that would climb out of the path.
 */
export function buildUrl(
  baseUrl: string,
  segments: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const path = segments.map(encodeSegment).join('/');
  const parameters = new URLSearchParams(query).toString();
  return `${baseUrl.replace(/\/+$/, '')}/${path}${parameters === '' ? '' : `?${parameters}`}`;
}

function encodeSegment(segment: string): string {
  // The URL standard resolves these two even when their dots are percent-encoded.
  if (segment === '' || segment === '.' || segment === '..') {
    throw new RangeError(`"${segment}" cannot be one segment of a path`);
  }
  return encodeURIComponent(segment);
}
