import * as z from 'zod';
import { settings } from '../../lib/config/settings.ts';

/** What a setting may hold, as far as it can be listed, and what it is when it is absent. */
const inputSchema = z.object({ enum: z.array(z.string()).optional(), default: z.string().optional() });

/** A table of every setting: what it means, its values, whether it must be there and what it is when it is not. */
export function settingsSection(): string {
  const rows = Object.entries(settings).map(([name, make]) => {
    const schema = make();
    const { enum: values = [], default: safe } = inputSchema.parse(
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    );
    const listed = values.length === 0 ? '' : ` One of ${values.map(code).join(', ')}.`;
    const needed = z.safeParse(schema, undefined).success ? 'no' : 'yes';
    const whenAbsent = safe === undefined ? '' : code(safe);
    return `| \`${name}\` | ${schema.description ?? ''}${listed} | ${needed} | ${whenAbsent} |`;
  });
  return ['| setting | meaning | required | default |', '|---|---|---|---|', ...rows].join('\n');
}

const code = (text: string): string => `\`${text}\``;
