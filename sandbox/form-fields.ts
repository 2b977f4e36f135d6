/**
 * The fields of a form body; undefined when the content type is not form-encoded or a field comes twice, which
 * OAuth forbids (RFC 6749 3.1 and 3.2).
 */
export async function readFormFields(request: Request): Promise<Map<string, string> | undefined> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return singleFields(new URLSearchParams(await request.text()));
}

/** The parameters by name; undefined when one comes twice. */
export function singleFields(parameters: URLSearchParams): Map<string, string> | undefined {
  const fields = new Map(parameters);
  return fields.size === parameters.size ? fields : undefined;
}
