import { setTimeout as wait } from 'node:timers/promises';
import { bankChoices } from '../../config/bank-choices.ts';
import type { CertificateSet, Secret } from '../../config/secrets.ts';
import type { Settings } from '../../config/settings.ts';
import { createSend } from '../../http/create-send.ts';
import type { Send } from '../../http/http-response.ts';
import { paceSend } from '../../http/pace-send.ts';
import { type BankClient, createBankClient } from '../../psd2/bank-client.ts';
import type { GivenBankSettings, MessageSignature } from '../../psd2/bank-settings.ts';
import { type ConsentClient, createConsentClient } from '../../psd2/consent-client.ts';
import { certificateHeader } from '../../psd2/signature/certificate-header.ts';
import { kmsSeal } from '../../psd2/signature/kms-seal.ts';
import { localSeal } from '../../psd2/signature/local-seal.ts';
import { chooseCertificates } from './bank-certificates.ts';
import { requireOneProfile } from './bank-profile.ts';
import { callTimeoutMs } from './call-timeout.ts';
import { choicesOfBank } from './choices-of-bank.ts';

const choiceNames = Object.keys(bankChoices) as (keyof typeof bankChoices)[]; // the keys of this very object

export const bankSettings = [
  'BANK_URL',
  'BANK_TOKEN_URL',
  'BANK_HOSTS',
  'PUBLIC_URL',
  ...choiceNames,
] as const;

type ConnectSettings = Settings<(typeof bankSettings)[number]>;

/**
 * The bank client of a function, with the certificates, the signature and the choices of its stage. A mix of sandbox
 * and live, or certificates that do not fit their keys, end every call with CONFIGURATION_INVALID before anything is
 * sent; a function that does more than call the bank goes on with the rest.
 */
export function connectBank(settings: ConnectSettings, secret: Secret<'bank'>): BankClient & ConsentClient {
  const redirectUri = `${settings.PUBLIC_URL}/psd2/callback`;
  const given: GivenBankSettings = {
    baseUrl: settings.BANK_URL,
    tokenUrl: settings.BANK_TOKEN_URL,
    allowedHosts: settings.BANK_HOSTS,
    apiKey: secret.apiKey,
    clientId: secret.clientId,
    clientSecret: secret.clientSecret,
    redirectUri,
    nokRedirectUri: settings.BANK_NOK_REDIRECT ? redirectUri : undefined,
    ...choicesOfBank(settings),
    ...transportOrRefusal(settings, secret, redirectUri),
    now: () => new Date(),
  };
  return { ...createBankClient(given), ...createConsentClient(given) };
}

/** Names the bank in the keys of consents and tokens: a stage has one, and never that of the other profile. */
export const bankNameOf = ({ BANK_PROFILE }: Pick<ConnectSettings, 'BANK_PROFILE'>): string => BANK_PROFILE;

type Transport = Pick<GivenBankSettings, 'send' | 'signature'>;

function transportOrRefusal(
  settings: ConnectSettings,
  secret: Secret<'bank'>,
  redirectUri: string,
): Transport {
  try {
    requireOneProfile(settings, secret, redirectUri);
    const certificates = chooseCertificates(secret, settings.BANK_CERTIFICATES);
    return { send: sendTo(settings, certificates), signature: signatureWith(settings, certificates) };
  } catch (error) {
    return { send: () => Promise.reject(error) };
  }
}

function sendTo(settings: ConnectSettings, certificates: CertificateSet | undefined): Send {
  const { BANK_URL, BANK_HOSTS, BANK_MAX_RPS } = settings;
  const qwac = certificates?.qwac;
  const send = createSend({
    timeoutMs: callTimeoutMs.bank,
    maxBodyBytes: 1024 * 1024,
    allowedHosts: BANK_HOSTS,
    insecureLoopback: BANK_URL.startsWith('http:'),
    clientCertificate: qwac && { cert: qwac.certificate, key: qwac.key, ca: qwac.ca },
  });
  return paceSend(send, { perSecond: BANK_MAX_RPS, now: Date.now, wait });
}

/** Signed is what the settings say, as soon as the set has a QSealC (psd2.md U-04). */
function signatureWith(
  settings: ConnectSettings,
  certificates: CertificateSet | undefined,
): MessageSignature | undefined {
  const qseal = certificates?.qseal;
  if (qseal === undefined || settings.BANK_SIGNED_CALLS === 'none') return undefined;
  return {
    seal: qseal.key === undefined ? kmsSeal(qseal.kmsKey ?? '') : localSeal(qseal.key),
    keyId: qseal.keyId,
    algorithm: settings.BANK_SIGNATURE_ALGORITHM,
    digest: settings.BANK_DIGEST,
    headers: settings.BANK_SIGNATURE_HEADERS,
    certificate: certificateHeader(qseal.certificate, settings.BANK_CERTIFICATE_ENCODING),
    signsTokenCalls: settings.BANK_SIGNED_CALLS === 'api-and-token',
  };
}
