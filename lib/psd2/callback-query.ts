export type CallbackQuery =
  | {
      readonly valid: true;
      readonly state: string;
      readonly code?: string;
      readonly error?: string;
      readonly iss?: string;
    }
  | { readonly valid: false; readonly reason: string };

/** RFC 6749 3.1: none of them may come twice. With the most characters that each may have. */
const limits = { state: 512, code: 4_096, error: 100, iss: 512 } as const;

/**
 * Reads the query of the redirect from the bank, once and from its raw text, so that a doubled parameter is
 * seen (psd2.md 3.4, 3.7). A callback is a hint: neither a code nor an error in it proves anything. A
 * parameter without a value counts as absent (RFC 6749 3.1). The reason never repeats a value.
 */
export function parseCallbackQuery(rawQuery: string): CallbackQuery {
  if (rawQuery.length > 8_192) return refuse('the query is too long');
  const parameters = new URLSearchParams(rawQuery);
  for (const [name, longest] of Object.entries(limits)) {
    const values = parameters.getAll(name);
    if (values.length > 1) return refuse(`${name} comes more than once`);
    if (!/^[\x20-\x7e]*$/.test(values[0] ?? '')) return refuse(`${name} holds characters that it may not`);
    if ((values[0] ?? '').length > longest) return refuse(`${name} is too long`);
  }
  const value = (name: string): string | undefined => parameters.get(name) || undefined;
  const state = value('state');
  if (state === undefined) return refuse('state is missing');
  const [code, error, iss] = [value('code'), value('error'), value('iss')];
  return {
    valid: true,
    state,
    ...(code !== undefined && { code }),
    ...(error !== undefined && { error }),
    ...(iss !== undefined && { iss }),
  };
}

const refuse = (reason: string): CallbackQuery => ({ valid: false, reason });
