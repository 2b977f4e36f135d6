import type { TokenClaims } from '../access-token.ts';
import { partyKey } from './party-key.ts';

/** What an account may do for one party (psb.md 4.3). */
const permissionNames = [
  'canSendDocument',
  'canReceiveDocument',
  'canRemoveDocument',
  'canManageHook',
  'canChangeDocumentStatus',
] as const;
export type Permission = (typeof permissionNames)[number];
export type Permissions = Readonly<Partial<Record<Permission, boolean>>>;

export interface SandboxParty {
  readonly id: string;
  /** All of them when left out; when given, what is not in it is not granted. */
  readonly permissions?: Permissions;
}

export interface SandboxUser {
  readonly username: string;
  readonly password: string;
  /** The parties that the user sees; all of the application when left out. */
  readonly parties?: readonly (string | SandboxParty)[];
  /** Whether the user may manage the environment; as the application when left out. */
  readonly manager?: boolean;
}

/** Who may call the sandbox PSB, and for whom. */
export interface AccountOptions {
  readonly clientId: string;
  /** The users of the password grant; without any there is no such grant. */
  readonly users?: readonly SandboxUser[];
  /** The parties of the account, in the spelling that its events use; a string has every permission. */
  readonly parties: readonly (string | SandboxParty)[];
  /** Whether the application may manage the environment: its hooks and Peppol settings. It may, unless told otherwise. */
  readonly manager?: boolean;
}

/** Who is calling: the application, or the user it asked a token for (psb.md 1.2). */
export interface Account {
  readonly name: string;
  readonly manager: boolean;
  readonly parties: readonly Required<SandboxParty>[];
}

/** The account behind a token; undefined when its user is not known any more. */
export function accountOf(claims: TokenClaims, options: AccountOptions): Account | undefined {
  const application = {
    name: options.clientId,
    manager: options.manager ?? true,
    parties: options.parties.map(fullParty),
  };
  if (claims.username === undefined) return application;
  const user = options.users?.find(({ username }) => username === claims.username);
  if (user === undefined) return undefined;
  return {
    name: user.username,
    manager: user.manager ?? application.manager,
    parties: user.parties?.map(fullParty) ?? application.parties,
  };
}

/** The party as the account may use it, whatever its spelling; undefined when it is somebody else's. */
export function ownParty(account: Account, spelling: string): Required<SandboxParty> | undefined {
  return account.parties.find(({ id }) => partyKey(id) === partyKey(spelling));
}

export const partyId = (party: string | SandboxParty): string =>
  typeof party === 'string' ? party : party.id;

const everything: Permissions = Object.fromEntries(permissionNames.map((name) => [name, true]));

function fullParty(party: string | SandboxParty): Required<SandboxParty> {
  if (typeof party === 'string') return { id: party, permissions: everything };
  return { id: party.id, permissions: party.permissions ?? everything };
}
