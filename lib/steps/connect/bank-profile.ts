import { createHash } from 'node:crypto';
import type { Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { AcquitError } from '../../findings/acquit-error.ts';

type ProfileSettings = Settings<'BANK_PROFILE' | 'BANK_URL' | 'BANK_TOKEN_URL' | 'BANK_HOSTS'>;

/**
 * Sandbox and live have separate hosts, keys, certificates and redirect URIs (psd2.md S15, 3.7). Throws
 * CONFIGURATION_INVALID with every sign that the two are mixed: a secret of the other profile, something that the
 * secret names as the other's, a live profile without its certificates or with addresses of this machine.
 */
export function requireOneProfile(
  settings: ProfileSettings,
  secret: Secret<'bank'>,
  redirectUri: string,
): void {
  const { BANK_PROFILE: profile } = settings;
  const faults = [
    (secret.profile ?? 'sandbox') !== profile &&
      `the secret "bank" is of the profile ${secret.profile ?? 'sandbox'}`,
    ...sharedWithOther(settings, secret, redirectUri),
    ...(profile === 'live' ? unfitForLive(settings, secret, redirectUri) : []),
  ].filter((fault) => fault !== false);
  if (faults.length === 0) return;
  throw new AcquitError(
    'CONFIGURATION_INVALID',
    `The bank's profile ${profile} is mixed up: ${faults.join('; ')}.`,
  );
}

function sharedWithOther(
  settings: ProfileSettings,
  { apiKey, otherProfile = {} }: Secret<'bank'>,
  redirectUri: string,
): (string | false)[] {
  const { hosts = [], apiKeySha256, redirectUri: otherUri } = otherProfile;
  const others = new Set(hosts.map((host) => host.toLowerCase()));
  const shared = hostsOf(settings).filter((host) => others.has(host));
  return [
    shared.length > 0 && `${[...new Set(shared)].join(', ')} is a host of the other profile`,
    apiKeySha256 === createHash('sha256').update(apiKey).digest('hex') &&
      'the API key is of the other profile',
    otherUri === redirectUri && 'the redirect URI is of the other profile',
  ];
}

function unfitForLive(
  settings: ProfileSettings,
  { certificates = {} }: Secret<'bank'>,
  redirectUri: string,
): (string | false)[] {
  const { BANK_URL, BANK_TOKEN_URL } = settings;
  const plain = [BANK_URL, BANK_TOKEN_URL, redirectUri].some((url) => new URL(url).protocol !== 'https:');
  const sandboxes = hostsOf(settings).filter((host) =>
    /(^|[.-])(sandbox|mock|localhost)([.:-]|$)|^127\./.test(host),
  );
  return [
    plain && 'an address is not https',
    sandboxes.length > 0 && `${[...new Set(sandboxes)].join(', ')} is a sandbox`,
    certificates.current === undefined && certificates.next === undefined && 'there is no QWAC',
  ];
}

const hostsOf = ({ BANK_URL, BANK_TOKEN_URL, BANK_HOSTS }: ProfileSettings): string[] =>
  [new URL(BANK_URL).host, new URL(BANK_TOKEN_URL).host, ...BANK_HOSTS].map((host) => host.toLowerCase());
