import * as z from 'zod';
import { TppError } from './tpp-error.ts';

/** The JSON of a body. Throws a TppError FORMAT_ERROR. */
export function parseJson(bytes: Uint8Array): z.core.util.JSONType {
  try {
    return z.json().parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new TppError(400, 'FORMAT_ERROR', 'The body is no JSON.');
  }
}

/** Holds a value to its schema. Throws a TppError FORMAT_ERROR that names the field. */
export function holdTo<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.');
  throw new TppError(400, 'FORMAT_ERROR', z.prettifyError(parsed.error), path);
}
