import { type DeclaredFunction, declaredFunctions } from './declared-functions.ts';

/** What serverless.yml says of every function: when it runs, with which settings, and what it may touch. */
export const functionsSection = (): string => declaredFunctions().map(describe).join('\n\n');

const list = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

const describe = ({
  name,
  description,
  events,
  timeoutSeconds,
  settings,
  rights,
}: DeclaredFunction): string =>
  [
    `### ${name}`,
    '',
    description,
    '',
    `- Runs on: ${list(events)}; at most ${timeoutSeconds} seconds.`,
    `- Settings: ${list(settings)}.`,
    '- May, beside writing its own log and traces:',
    ...rights.map(({ actions, resources }) => `  - ${list(actions)} on ${list(resources)}`),
  ].join('\n');
