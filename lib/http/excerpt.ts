/** Values behind names that carry secrets, in JSON, forms, headers and prose. */
const named =
  /((?:access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|password|api-?key|authorization)["']?\s*[:=]\s*["']?(?:(?:bearer|basic)\s+)?|bearer\s+)([^\s"'&<>,;}]{8,})/gi;
const iban = /\b([A-Z]{2}\d{2}) ?[A-Z0-9]{4}(?: ?[A-Z0-9]{1,4}){2,7}\b/g;
/** Long runs with a digit: pieces of JWTs, opaque tokens, digests. Short enough ids stay readable. */
const opaque = /(?=[A-Za-z0-9_~+=]*\d)[A-Za-z0-9_~+=]{24,}/g;

/** The first 300 characters of what another system said, on one line, secrets and account numbers masked. */
export function excerpt(text: string): string {
  // More than is kept is masked first, so that no secret is cut in two and escapes.
  return text
    .slice(0, 2_000)
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(named, '$1…')
    .replace(iban, '$1…')
    .replace(opaque, '…')
    .trim()
    .slice(0, 300);
}
