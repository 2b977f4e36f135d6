import { isIPv6 } from 'node:net';
import type { HttpRequest, HttpResponse } from '../http/http-response.ts';
import type { BankSettings } from './bank-settings.ts';
import { parseTppMessages } from './tpp-messages.ts';

type AddressSettings = Pick<BankSettings, 'psuIpV6' | 'egressIpv4'>;

const header = 'PSU-IP-Address';

/** The request as it goes out: with our own IPv4 address for a PSU's IPv6 one, where that is configured (U-14). */
export const withPsuAddress = (settings: AddressSettings, request: HttpRequest): HttpRequest =>
  (settings.psuIpV6 === 'substitute' ? substituted(settings, request) : undefined) ?? request;

/**
 * The request to send instead of one that the bank refused with FORMAT_ERROR while it had the IPv6 address of the
 * PSU (psd2.md U-14: some banks read the format of the standard's file as IPv4). Undefined when there is none:
 * another answer, another address, or no IPv4 address of ours configured. A refused request made nothing.
 */
export function ipv4Instead(
  settings: AddressSettings,
  request: HttpRequest,
  response: HttpResponse,
): HttpRequest | undefined {
  if (response.status !== 400) return undefined;
  const refused = parseTppMessages(response.body).some(({ code }) => code === 'FORMAT_ERROR');
  return refused ? substituted(settings, request) : undefined;
}

function substituted({ egressIpv4 }: AddressSettings, request: HttpRequest): HttpRequest | undefined {
  if (egressIpv4 === undefined || !isIPv6(request.headers?.[header] ?? '')) return undefined;
  return { ...request, headers: { ...request.headers, [header]: egressIpv4 } };
}
