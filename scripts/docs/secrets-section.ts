import * as z from 'zod';
import { secrets } from '../../lib/config/secrets.ts';

/** What the JSON of a secret may hold, as far as its schema uses it. */
const fieldSchema = z.object({
  type: z.string(),
  description: z.string().optional(),
  minLength: z.number().optional(),
  items: z.object({ anyOf: z.array(z.object({ minLength: z.number().optional() })) }).optional(),
});
const documentSchema = z.object({
  properties: z.record(z.string(), fieldSchema),
  required: z.array(z.string()).default([]),
});

/** A table of every field of every secret. */
export function secretsSection(): string {
  const rows = Object.entries(secrets).flatMap(([name, schema]) => {
    const { properties, required } = documentSchema.parse(z.toJSONSchema(schema));
    return Object.entries(properties).map(
      ([field, rules]) =>
        `| \`${name}\` | \`${field}\` | ${rule(rules)} | ${required.includes(field) ? 'yes' : 'no'} |`,
    );
  });
  return ['| secret | field | rule | required |', '|---|---|---|---|', ...rows].join('\n');
}

function rule({ type, description, minLength, items }: z.infer<typeof fieldSchema>): string {
  if (description !== undefined) return description;
  // The only list is that of the webhook, of texts or of what the command writes.
  if (type === 'array') {
    return `a list of texts${atLeast(items?.anyOf[0]?.minLength)}, or of [what sync writes](hooks.md#what-the-secret-holds)`;
  }
  return `a text${atLeast(minLength)}`;
}

const atLeast = (length: number | undefined): string =>
  length === undefined || length <= 1 ? '' : ` of at least ${length} characters`;
