import { Command } from 'commander';
import { connectHouse } from '../connect-house.ts';
import { printTable } from '../print-table.ts';
import { readDirectory } from '../read-directory.ts';

/** `acquit directory`: who we are and whom we may pay. */
export const directoryCommand = (): Command =>
  new Command('directory')
    .description('Imports and lists organisations, suppliers, accounts and coding rules.')
    .addCommand(
      new Command('import')
        .description(
          'Checks a YAML or CSV file, lists every fault with its row, and imports it when there is none.',
        )
        .argument('<file>')
        .action(async (file: string) => {
          const directory = readDirectory(file);
          await connectHouse().directory.importAll(directory);
          const { organisations, suppliers } = directory;
          process.stdout.write(
            `${organisations.length} organisations and ${suppliers.length} suppliers imported.\n`,
          );
        }),
    )
    .addCommand(
      new Command('list')
        .description('Lists organisations and their suppliers with their approved accounts.')
        .option('--json', 'print one JSON object')
        .action(async ({ json }: { json?: true }) => {
          const { directory } = connectHouse();
          const organisations = await directory.organisations();
          const suppliers = (
            await Promise.all(organisations.map((one) => directory.suppliers(one.shortCode)))
          ).flat();
          if (json) {
            process.stdout.write(`${JSON.stringify({ organisations, suppliers }, null, 2)}\n`);
            return;
          }
          process.stdout.write(
            printTable([
              ['ORGANISATION', 'SUPPLIER', 'NAME', 'ACCOUNTS'],
              ...organisations.map((one) => [one.shortCode, '', one.name, one.ownAccount]),
              ...suppliers.map((one) => [
                one.organisation,
                one.number,
                one.name,
                one.accounts.map((account) => account.iban).join('\n') || '–',
              ]),
            ]),
          );
        }),
    );
