import { vi } from 'vitest';

/** Everything that is printed while `work` runs, by whichever way it is printed. */
export async function printedBy(work: () => unknown): Promise<string> {
  const printed: string[] = [];
  const keep = (...parts: unknown[]) => void printed.push(parts.map(String).join(' '));
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation(keep);
  }
  // The logger has a console of its own outside of Lambda's development mode.
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => (keep(chunk), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => (keep(chunk), true));
  try {
    await work();
  } finally {
    vi.restoreAllMocks();
  }
  return printed.join('\n');
}
