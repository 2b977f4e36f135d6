export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Joins a base URL, path segments (each percent-encoded, so that a colon or slash in an id stays inside its
 * segment: psb.md 3) and query parameters, of which a list is repeated and an absent one left out. Throws a
 * RangeError for a segment that would climb out of the path.
 */
export function buildUrl(baseUrl: string, segments: readonly string[], query: Query = {}): string {
  const path = segments.map(encodeSegment).join('/');
  const pairs = Object.entries(query).flatMap(([name, value = []]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  const parameters = new URLSearchParams(pairs).toString();
  return `${baseUrl.replace(/\/+$/, '')}/${path}${parameters === '' ? '' : `?${parameters}`}`;
}

function encodeSegment(segment: string): string {
  // The URL standard resolves these two even when their dots are percent-encoded.
  if (segment === '' || segment === '.' || segment === '..') {
    throw new RangeError(`"${segment}" cannot be one segment of a path`);
  }
  return encodeURIComponent(segment);
}
