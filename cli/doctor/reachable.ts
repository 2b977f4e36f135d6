import { createSend } from '../../lib/http/create-send.ts';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import { patienceMs } from './connect-patient.ts';
import { ok, type Verdict, wrong } from './verdict.ts';

export interface Reach {
  /** What it is called: `PSB`. */
  readonly system: string;
  readonly url: string;
  readonly setting: string;
  /** From this status on it counts as out of order. */
  readonly outOfOrderFrom: number;
}

/** Whether something answers at an address, asked without a token: a refusal is an answer, too. */
export async function reachable({ system, url, setting, outOfOrderFrom }: Reach): Promise<Verdict> {
  const { host, protocol } = new URL(url);
  const send = createSend({
    timeoutMs: patienceMs,
    maxBodyBytes: 8 * 1024 * 1024,
    allowedHosts: [host],
    insecureLoopback: protocol === 'http:',
  });
  try {
    const { status } = await send({ method: 'GET', url, headers: { Accept: 'application/json' } });
    if (status < outOfOrderFrom) return ok(`${system} answers at ${host}.`);
    return wrong(
      `${system} answered ${status} at ${host}: it is out of order.`,
      `Look at the status page of ${system} or ask its support. Nothing is lost meanwhile; every step is tried again.`,
    );
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return wrong(
      `${system} does not answer: ${error.message}.`,
      `Compare ${setting} with the address that you were given, and look whether this machine may go there (network, proxy, firewall).`,
    );
  }
}
