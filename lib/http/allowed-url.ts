/** Which hosts Acquit talks to and sends people to (psd2.md 3.7: no SSRF through links of others). */
export interface HostPolicy {
  /** As in a URL: `psb.econnect.eu`, or `localhost:8443` where the port is not the default one. */
  readonly allowedHosts: readonly string[];
  /** Permits plain http to this machine's own loopback addresses: for sandboxes and tests only. */
  readonly insecureLoopback?: boolean;
}

/**
 * Reads a URL and holds it to the policy: https, a host of the list, no user name or password in it.
 * Undefined when it breaks a rule. Spellings such as `0x7f.1` or `[0:0::1]` are brought to one form first.
 */
export function allowedUrl(text: string, policy: HostPolicy): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  const permitted = url.protocol === 'https:' || (policy.insecureLoopback === true && isPlainLoopback(url));
  return permitted && policy.allowedHosts.some((host) => host.toLowerCase() === url.host) ? url : undefined;
}

const isPlainLoopback = (url: URL): boolean =>
  url.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
