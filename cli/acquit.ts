import { Command } from 'commander';
import { requireNode24 } from '../lib/config/require-node-24.ts';
import { AcquitError } from '../lib/findings/acquit-error.ts';
import { catalogue } from '../lib/findings/catalogue.ts';
import { assessCommand } from './commands/assess.ts';
import { bankCommand } from './commands/bank.ts';
import { consentsCommand } from './commands/consents.ts';
import { directoryCommand } from './commands/directory.ts';
import { doctorCommand } from './commands/doctor.ts';
import { hooksCommand } from './commands/hooks.ts';
import { payablesCommand } from './commands/payables.ts';
import { readCommand } from './commands/read.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { respondCommand } from './commands/respond.ts';
import { runCommand } from './commands/run.ts';
import { exitCodes } from './exit-codes.ts';

try {
  requireNode24();
  const program = new Command('acquit')
    .description('Reads e-invoices, decides whether they may be paid, and has them paid.')
    .showHelpAfterError()
    .exitOverride()
    .addCommand(readCommand())
    .addCommand(assessCommand())
    .addCommand(bankCommand())
    .addCommand(consentsCommand())
    .addCommand(directoryCommand())
    .addCommand(doctorCommand())
    .addCommand(hooksCommand())
    .addCommand(payablesCommand())
    .addCommand(reconcileCommand())
    .addCommand(respondCommand())
    .addCommand(runCommand());
  for (const command of program.commands) {
    for (const nested of [command, ...command.commands]) nested.exitOverride().showHelpAfterError();
  }
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong in words for people, and how to cure it; a stack only for what nobody foresaw. */
function explain(error: unknown): number {
  if (isCommanderExit(error)) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (error instanceof AcquitError) {
    process.stderr.write(`${error.message}\n${catalogue[error.code].remedy} (${error.code})\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return exitCodes.wrongUse;
}

/** commander throws its own errors after it printed them. */
function isCommanderExit(error: unknown): error is Error & { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
