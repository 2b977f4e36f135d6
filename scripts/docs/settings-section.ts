import * as z from 'zod';
import { settings } from '../../lib/config/settings.ts';

/** A table of every setting: what it means, and whether it must be there. */
export function settingsSection(): string {
  const rows = Object.entries(settings).map(([name, schema]) => {
    const needed = z.safeParse(schema, undefined).success ? 'no' : 'yes';
    return `| \`${name}\` | ${schema.description ?? ''} | ${needed} |`;
  });
  return ['| setting | meaning | required |', '|---|---|---|', ...rows].join('\n');
}
