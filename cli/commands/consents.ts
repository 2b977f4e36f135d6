import { Command, Option } from 'commander';
import { isValidIban, maskIban, normaliseIban } from '../../lib/payables/iban.ts';
import { lastDay } from '../../lib/payables/plan-renewals.ts';
import type { Consent } from '../../lib/storage/consent-store.ts';
import { bankLink } from '../bank-link.ts';
import { connectHouse } from '../connect-house.ts';
import { printTable } from '../print-table.ts';

/** What people call the services. */
const services = { accounts: 'ais', funds: 'piis' } as const;
type ServiceName = keyof typeof services;
const serviceNames = Object.keys(services) as ServiceName[]; // the keys of this very object

const collect = (value: string, before: string[]) => [...before, ...value.split(',')];

/** `acquit consents`: what the holder of an account lets us do at the bank. */
export const consentsCommand = (): Command =>
  new Command('consents')
    .description('Lists the consents at the bank; prints links to give one; withdraws one.')
    .addCommand(
      new Command('list')
        .description('Lists every consent, with the last day on which it can be used.')
        .option('--json', 'print a JSON array')
        .action(list),
    )
    .addCommand(
      new Command('request')
        .description('Prints the link by which the holder of the accounts gives a consent at the bank.')
        .requiredOption('--organisation <code>', 'whose accounts they are')
        .addOption(
          new Option('--service <service>', 'read booked entries, or ask whether an amount is there')
            .choices(serviceNames)
            .default('accounts'),
        )
        .option(
          '--iban <iban>',
          'an account; more than once for more (default: its own account)',
          collect,
          [],
        )
        .action(request),
    )
    .addCommand(
      new Command('withdraw')
        .description('Ends a consent: nothing is read with it from now on, and the bank is told.')
        .argument('<consent>', 'its id at the bank, or the start of it')
        .action(withdraw),
    );

async function list({ json }: { json?: true }): Promise<void> {
  const all = await connectHouse().consents.all();
  const found = all.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (json) {
    process.stdout.write(`${JSON.stringify(found.map(shown), null, 2)}\n`);
    return;
  }
  process.stdout.write(
    printTable([
      ['CONSENT', 'BANK', 'SERVICE', 'ORGANISATION', 'ACCOUNTS', 'STATUS', 'GIVEN', 'USABLE UNTIL'],
      ...found
        .map(shown)
        .map((one) => [
          one.consent,
          one.bank,
          one.service,
          one.organisation,
          one.accounts.join('\n'),
          one.status,
          one.given ?? '–',
          one.usableUntil ?? '–',
        ]),
    ]),
  );
}

/** Without tokens, sealed or not, and with masked accounts. */
function shown(consent: Consent) {
  const isLive = consent.endedAt === null;
  return {
    consent: consent.consentId,
    bank: consent.bank,
    service: serviceNames.find((name) => services[name] === consent.service) ?? consent.service,
    organisation: consent.organisation,
    accounts: consent.ibans.map(maskIban),
    status: statusOf(consent),
    given: consent.authorisedAt?.slice(0, 10) ?? null,
    usableUntil: isLive ? (lastDay(consent) ?? null) : null,
  };
}

function statusOf({ consentStatus, endedAt, endedBecause, withdrawAskedAt, generation }: Consent): string {
  if (endedAt !== null) return `ended ${endedAt.slice(0, 10)}: ${endedBecause ?? 'unknown'}`;
  if ((withdrawAskedAt ?? null) !== null) return 'being withdrawn';
  return generation === 0 ? 'waits for its holder' : consentStatus;
}

async function request(options: {
  organisation: string;
  service: ServiceName;
  iban: string[];
}): Promise<void> {
  const house = connectHouse();
  const owner = await house.directory.organisation(options.organisation);
  if (owner === undefined) {
    throw new Error(`No organisation "${options.organisation}" is in the directory; import it first.`);
  }
  const ibans = options.iban.length === 0 ? [owner.ownAccount] : options.iban.map(normaliseIban);
  const wrong = ibans.filter((iban) => !isValidIban(iban));
  if (wrong.length > 0) throw new Error(`${wrong.map(maskIban).join(', ')} is no valid IBAN.`);
  const service = services[options.service];
  if (service === 'piis' && ibans.length > 1) {
    throw new Error('A consent on funds is for one account: name one --iban, and ask for a link for each.');
  }
  const errand = { kind: 'consent' as const, service, organisation: owner.shortCode, ibans };
  process.stdout.write(`${await bankLink(errand, house)}\n`);
  process.stderr.write('For the holder of the accounts, in one browser, within eight hours.\n');
}

async function withdraw(wanted: string): Promise<void> {
  const { consents, authorisations, now } = connectHouse();
  const living = (await consents.all()).filter(({ endedAt }) => endedAt === null);
  const whole = living.filter(({ consentId }) => consentId === wanted);
  const meant = whole.length > 0 ? whole : living.filter(({ consentId }) => consentId.startsWith(wanted));
  const [consent, ...more] = meant;
  if (consent === undefined) throw new Error(`No living consent begins with "${wanted}".`);
  if (more.length > 0) throw new Error(`"${wanted}" means ${meant.length} consents; write more of it.`);
  const { bank, consentId } = consent;
  if (!(await consents.askWithdrawal({ bank, consentId }, now()))) {
    throw new Error(`${consentId} has just ended by itself.`);
  }
  await authorisations.send({ withdraw: { bank, consentId } });
  process.stdout.write(`${consentId} is being withdrawn.\n`);
}
