import * as z from 'zod';
import { excerpt } from '../http/excerpt.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';

/** What a bank, its OAuth server or its gateway says about a call, whatever shape it chose. */
export interface TppMessage {
  readonly category: 'ERROR' | 'WARNING';
  /** `FORMAT_ERROR`, `invalid_grant`, …: an open set (psd2.md 8.1.5). */
  readonly code: string;
  /** Shortened, account numbers and secrets masked. */
  readonly text: string | null;
}

const text = z.string().optional().catch(undefined);
const code = z.union([z.string().min(1).max(100), z.number().transform(String)]);
const messageSchema = z.object({ category: text, code, text, path: text });
/** RFC 7807 says detail and title; gateways say description or message. */
const problemSchema = z.object({ code, detail: text, title: text, description: text, message: text });
const oauthSchema = z.object({ error: z.string().min(1).max(100), error_description: text });
const additionalSchema = z.array(z.unknown());

/**
 * Reads all shapes of psd2.md 8.1: tppMessages (array, single object, singular name), RFC 7807 with its
 * additional errors, OAuth, a gateway's own JSON. HTML, plain text or nothing gives no message at all.
 */
export function parseTppMessages(body: Buffer): TppMessage[] {
  const { json } = parseJsonBody(body);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [];
  const fields: Readonly<Record<string, unknown>> = { ...json };
  const listed = [fields['tppMessages'], fields['tppMessage']].flat().flatMap(readMessage);
  if (listed.length > 0) return listed;
  const additional = additionalSchema.safeParse(fields['additionalErrors']).data ?? [];
  return [fields, ...additional].flatMap(readProblem);
}

function readMessage(value: unknown): TppMessage[] {
  const { success, data } = messageSchema.safeParse(value);
  if (!success) return [];
  return [make(data.code, [data.path, data.text], data.category?.toUpperCase() === 'WARNING')];
}

function readProblem(value: unknown): TppMessage[] {
  const oauth = oauthSchema.safeParse(value);
  if (oauth.success) return [make(oauth.data.error, [oauth.data.error_description])];
  const problem = problemSchema.safeParse(value);
  if (!problem.success) return [];
  const { code, detail, title, description, message } = problem.data;
  return [make(code, [detail ?? title ?? description ?? message])];
}

function make(code: string, parts: readonly (string | undefined)[], warning = false): TppMessage {
  const said = excerpt(parts.filter((part) => part !== undefined).join(': '));
  return { category: warning ? 'WARNING' : 'ERROR', code, text: said || null };
}
