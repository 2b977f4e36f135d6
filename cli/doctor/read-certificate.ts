import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/** What the certificate of a host says; undefined when nothing answers there in time. */
export interface HostCertificate {
  readonly host: string;
  readonly validTo: Date;
  /** Why it is not trusted here, in the words of TLS: `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly distrust: string | undefined;
}

/**
 * Looks at the certificate of an https address and says nothing to it, so that one which is not trusted, or has
 * expired, can be looked at as well.
 */
export function readCertificate(url: URL, timeoutMs: number): Promise<HostCertificate | undefined> {
  const { host, hostname, port } = url;
  const bare = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host: bare,
      port: port === '' ? 443 : Number(port),
      // Names only: TLS has no server name for an address.
      ...(isIP(bare) === 0 && { servername: bare }),
      rejectUnauthorized: false,
    });
    const end = (certificate?: HostCertificate): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(timeoutMs, () => end());
    socket.once('error', () => end());
    socket.once('secureConnect', () => end(certificateOf(socket, host)));
  });
}

function certificateOf(socket: TLSSocket, host: string): HostCertificate {
  const validTo = new Date(socket.getPeerCertificate().valid_to);
  const { authorized, authorizationError } = socket;
  return { host, validTo, distrust: authorized ? undefined : String(authorizationError) };
}
