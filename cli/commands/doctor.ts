import { Command } from 'commander';
import { diagnose } from '../doctor/diagnose.ts';
import { printDiagnoses } from '../doctor/print-diagnoses.ts';
import { exitCodes } from '../exit-codes.ts';
import { houseEnvironment } from '../house-environment.ts';

/** `acquit doctor`: what is wrong with a stage, and what to do about it. `now` is the clock of this machine. */
export const doctorCommand = (now: () => Date = () => new Date()): Command =>
  new Command('doctor')
    .description(
      'Checks settings, secrets, PSB, hooks, queues, table, archive, ERP and bank; changes nothing. Exits with 1 when something is wrong.',
    )
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: true }) => {
      const checks = await diagnose(houseEnvironment(), now);
      const isWell = checks.every(({ state }) => state !== 'wrong');
      process.stdout.write(
        json ? `${JSON.stringify({ ok: isWell, checks }, null, 2)}\n` : printDiagnoses(checks),
      );
      if (!isWell) process.exitCode = exitCodes.stopped;
    });
