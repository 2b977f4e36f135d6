import type { Send } from '../http/http-response.ts';

/** One bank in one environment: sandbox and live have their own (psd2.md S15). */
export interface BankSettings {
  /** With the bank's own prefix and without `/v1`: `https://…/berlingroup`. */
  readonly baseUrl: string;
  /** Identifies our application at the portal; on every call, never in a URL, a log or a browser (psd2.md 1.3). */
  readonly apiKey: string;
  readonly send: Send;
  readonly clientId: string;
  /** Byte-identical in the payment, the authorise URL and the token request (psd2.md 3.3). */
  readonly redirectUri: string;
  /** The only token endpoint we send codes to, whatever the metadata says (psd2.md 3.2). */
  readonly tokenUrl: string;
  /** Hosts that links of the bank may lead to; see HostPolicy for the spelling. */
  readonly allowedHosts: readonly string[];
  /** `PIS:{id}` at most banks (psd2.md U-09); `{id}` stands for the payment id. */
  readonly scopeTemplate: string;
  readonly now: () => Date;
}
