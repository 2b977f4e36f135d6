import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { askResponse } from '../../lib/steps/ask-response.ts';
import {
  type ActionCode,
  actionCodes,
  type InvoiceResponse,
  type ReasonCode,
  reasonCodes,
  responseStatuses,
  type ResponseStatus,
} from '../../lib/payables/invoice-response.ts';
import { connectHouse } from '../connect-house.ts';
import { findPayable } from '../find-payable.ts';

/** `acquit respond`: a person has an Invoice Response sent to the supplier. */
export const respondCommand = (): Command =>
  new Command('respond')
    .description('Sends an Invoice Response to the supplier of a payable; refuses what may not be said now.')
    .argument('<payable>', 'party/document, its document id (or the start of it) or its invoice number')
    .addOption(
      new Option('--status <status>', 'what it says').choices([...responseStatuses]).makeOptionMandatory(),
    )
    .option('--reason <code=text>', `why (${reasonCodes.join(', ')}); more than once for more`, collect, [])
    .option(
      '--action <code=text>',
      `what the supplier is to do (${actionCodes.join(', ')}); more than once for more`,
      collect,
      [],
    )
    .option('--note <text>', 'a note on the whole response')
    .option('--by <name>', 'who has it sent', userInfo().username)
    .action(respond);

const collect = (value: string, before: string[]) => [...before, value];

async function respond(
  wanted: string,
  options: { status: ResponseStatus; reason: string[]; action: string[]; note?: string; by: string },
): Promise<void> {
  const { status, note, by } = options;
  const response: InvoiceResponse = {
    status,
    ...(options.reason.length > 0 && { reasons: coded(options.reason, reasonCodes, 'reason') }),
    ...(options.action.length > 0 && { actions: coded(options.action, actionCodes, 'action') }),
    ...(note !== undefined && { note }),
  };
  const house = connectHouse();
  const payable = await findPayable(house, wanted);
  await askResponse(payable, { response, by }, house);
  process.stdout.write(`${status} about ${wanted} is on its way; see acquit payables show.\n`);
}

/** `FIN=The IBAN is not valid` as a code with its text; without `=` the text is empty. */
function coded<Code extends ReasonCode | ActionCode>(
  given: readonly string[],
  known: readonly Code[],
  what: string,
): Partial<Record<Code, string>> {
  const pairs = given.map((one): [Code, string] => {
    const at = one.indexOf('=');
    const name = (at < 0 ? one : one.slice(0, at)).trim().toUpperCase();
    const code = known.find((each) => each === name);
    if (code === undefined) throw new Error(`"${name}" is no ${what}; they are ${known.join(', ')}.`);
    return [code, at < 0 ? '' : one.slice(at + 1).trim()];
  });
  // Object.fromEntries widens the keys, which the line above has just proven.
  return Object.fromEntries(pairs) as Partial<Record<Code, string>>;
}
