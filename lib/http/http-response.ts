/** An answer of an outside system, its body read in full and held to a size limit. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as these very bytes with their Content-Length. */
  readonly body?: Uint8Array;
}

/**
 * Sends one request and reads its answer. Resolves with any status; throws an HttpFailure when there is no
 * answer. Redirects are never followed. Clients take it as an argument, so that tests can stand in for it.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;
