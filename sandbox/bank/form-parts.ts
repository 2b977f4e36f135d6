import type { Context } from 'hono';

/** The parts of a multipart body by name, each as text; undefined when the body is none. */
export async function readFormParts(c: Context): Promise<ReadonlyMap<string, string> | undefined> {
  const headers = { 'Content-Type': c.req.header('Content-Type') ?? '' };
  const form = await new Response(await c.req.arrayBuffer(), { headers }).formData().catch(() => undefined);
  if (form === undefined) return undefined;
  const parts = new Map<string, string>();
  for (const [name, part] of form) parts.set(name, typeof part === 'string' ? part : await part.text());
  return parts;
}
