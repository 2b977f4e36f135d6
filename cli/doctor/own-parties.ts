import { normalisePartyId } from '../../lib/identifiers/party-id.ts';
import type { Organisation } from '../../lib/payables/directory.ts';
import type { PsbParty } from '../../lib/psb/psb-party.ts';
import type { Patient } from './connect-patient.ts';

/** A party of the directory with its organisation and, when the PSB account has it, what PSB says of it. */
export interface OwnParty {
  readonly party: string;
  readonly organisation: Organisation;
  readonly atPsb: PsbParty | undefined;
}

/** Every party of the directory, whatever its spelling there and at PSB (psb.md 4.2). */
export async function ownParties({ organisations, parties }: Patient): Promise<OwnParty[]> {
  const [own, atPsb] = await Promise.all([organisations(), parties()]);
  const known = new Map(atPsb.map((one) => [normalisePartyId(one.id), one]));
  return own.flatMap((organisation) =>
    organisation.parties.map((party) => ({
      party,
      organisation,
      atPsb: known.get(normalisePartyId(party)),
    })),
  );
}
