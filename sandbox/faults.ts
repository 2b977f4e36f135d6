/** Which requests a fault hits; what is left out matches everything. `path` is the path without the query. */
export interface FaultMatch {
  readonly method?: string;
  readonly path?: RegExp;
}

/** What goes wrong, and how many times (once when not said). */
export type Fault = FaultKind & { readonly times?: number | 'always' };

export type FaultKind =
  /** Answers this instead of doing the work; a text body is sent as HTML, any other as JSON. */
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** Does the work and cuts the connection instead of answering: a timeout after success. */
  | { readonly loseAnswer: true }
  /** Does the work and answers this status with a gateway's page: a 504 after success. */
  | { readonly statusAfterWork: number }
  /** Waits before it does the work. */
  | { readonly delayMs: number }
  /** Does nothing and never answers. */
  | { readonly hang: true }
  /** Cuts the connection before the work. */
  | { readonly dropConnection: true }
  /** Does the work and stalls this long in the middle of the body. */
  | { readonly slowBodyMs: number };

export interface Faults {
  /** Scripts a fault for the next matching requests; scripts are used up in order. The answer takes it back. */
  next(match: FaultMatch, fault: Fault): () => void;
  /** Takes back every fault. */
  clear(): void;
  /** The fault that hits this request, used up by the asking. */
  take(method: string, path: string): FaultKind | undefined;
}

/** A script of faults for one server, empty at first. */
export function createFaults(): Faults {
  const script = new Set<{ readonly match: FaultMatch; readonly fault: Fault; left: number }>();
  return {
    next(match, fault) {
      const { times = 1 } = fault;
      const line = { match, fault, left: times === 'always' ? Number.POSITIVE_INFINITY : times };
      script.add(line);
      return () => void script.delete(line);
    },
    clear: () => script.clear(),
    take(method, path) {
      const line = [...script].find(({ match }) => hits(match, method, path));
      if (line === undefined) return undefined;
      line.left -= 1;
      if (line.left <= 0) script.delete(line);
      return line.fault;
    },
  };
}

function hits(match: FaultMatch, method: string, path: string): boolean {
  const sameMethod = match.method === undefined || match.method.toUpperCase() === method;
  return sameMethod && (match.path === undefined || path.search(match.path) >= 0);
}
