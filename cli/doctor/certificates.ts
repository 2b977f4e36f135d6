import { patienceMs } from './connect-patient.ts';
import { type HostCertificate, readCertificate } from './read-certificate.ts';
import type { Check } from './run-checks.ts';
import { ok, type Verdict, warning, wrong } from './verdict.ts';

const dayMs = 86_400_000;
const warningDays = 30;
const wrongDays = 14;
const urgentDays = 3;

/** The certificates of the hosts that we call are trusted, and not about to expire. */
export const certificates: Check = {
  name: 'certificates',
  after: [],
  async run({ settings, now }) {
    const { PSB_URL, PSB_IDENTITY_URL, ERP_URL, ERP_TOKEN_URL, BANK_URL, BANK_TOKEN_URL } = settings;
    const urls = [PSB_URL, PSB_IDENTITY_URL, ERP_URL, ERP_TOKEN_URL, BANK_URL, BANK_TOKEN_URL];
    const hosts = [...new Map(urls.map((url) => [new URL(url).origin, new URL(url)])).values()];
    const secure = hosts.filter(({ protocol }) => protocol === 'https:');
    const read = await Promise.all(secure.map((url) => readCertificate(url, patienceMs)));
    return judgeCertificates(
      {
        // Plain http is only ever spoken to this machine itself (lib/http/allowed-url.ts).
        plain: hosts.filter(({ protocol }) => protocol === 'http:').map(({ host }) => host),
        silent: secure.filter((_, index) => read[index] === undefined).map(({ host }) => host),
        certificates: read.filter((one) => one !== undefined),
      },
      now(),
    );
  },
};

export interface HostsLookedAt {
  /** Hosts without encryption. */
  readonly plain: readonly string[];
  /** Hosts that did not answer; that this is wrong, others say. */
  readonly silent: readonly string[];
  readonly certificates: readonly HostCertificate[];
}

/** Red from 14 days before the first certificate expires, and for one that is not trusted; a warning from 30 days. */
export function judgeCertificates({ plain, silent, certificates: read }: HostsLookedAt, now: Date): Verdict {
  const dated = read.map((one) => ({
    ...one,
    days: Math.floor((one.validTo.getTime() - now.getTime()) / dayMs),
  }));
  const expiring = dated.filter(({ days }) => days <= warningDays).toSorted((a, b) => a.days - b.days);
  const [first] = expiring;
  if (first !== undefined) {
    const found = `${expiring.map(expiry).join('; ')}.`;
    if (first.days > wrongDays) return warning(found, renew);
    return wrong(
      found,
      first.days > urgentDays ? renew : `${renew} Today: calls to it fail when it expires.`,
    );
  }
  const distrusted = dated.filter(({ distrust }) => distrust !== undefined);
  if (distrusted.length > 0) {
    return wrong(
      `Not trusted here: ${distrusted.map(({ host, distrust }) => `${host} (${distrust})`).join(', ')}.`,
      'Compare the address with the one that you were given. A proxy that opens TLS needs its own authority in NODE_EXTRA_CA_CERTS, and must not stand between the functions and the others.',
    );
  }
  return ok(
    [
      ...dated.map(({ host, days }) => `${host} for ${days} days.`),
      ...(silent.length === 0 ? [] : [`No answer: ${silent.join(', ')}.`]),
      ...(plain.length === 0 ? [] : [`Not encrypted, on this machine only: ${plain.join(', ')}.`]),
    ].join(' '),
  );
}

const expiry = ({ host, days, validTo }: HostCertificate & { days: number }): string =>
  `The certificate of ${host} ${days < 0 ? 'expired' : 'expires'} on ${validTo.toISOString().slice(0, 10)}`;

const renew = 'Tell whoever runs that host to renew its certificate.';
