// Holds the direction of imports (.dependency-cruiser.cjs). A check that sees no modules must fail, not pass.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(
  new URL('../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url),
);

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.unknown()) })),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string(), severity: z.string() }),
      }),
    ),
  }),
});

const rooms = ['functions', 'lib', 'cli', 'sandbox', 'bench', 'simulation', 'test', 'scripts'];

/** Far fewer modules than there are, and far more than a tool sees that cannot read TypeScript. */
const least = 100;

/** Faults as sentences: broken rules, or too few modules and imports seen for the answer to mean anything. */
export function dependencyFaults(folders: readonly string[] = rooms): string[] {
  const parameters = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (stdout === '') return [`The dependency check did not run: ${stderr.trim()}`];
  const { modules, summary } = reportSchema.parse(JSON.parse(stdout));
  const seen = modules.filter(
    ({ source, dependencies }) => source.endsWith('.ts') && dependencies.length > 0,
  );
  if (seen.length < least) {
    return [
      `The dependency check saw the imports of ${seen.length} TypeScript modules; at least ${least} were expected.`,
    ];
  }
  return summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);
}
