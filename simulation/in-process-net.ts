import { answerLogged, type LoopbackOptions } from '../sandbox/loopback-server.ts';
import type { Net } from '../sandbox/net.ts';

type App = (request: Request) => Promise<Response>;

export interface InProcessNet extends Net {
  /** Answers for a host. */
  answerFor(host: string, app: App): void;
}

/** A net without sockets: a server is a function, `https://<name>-<n>.test` its address. */
export function createInProcessNet(): InProcessNet {
  const apps = new Map<string, App>();

  const serve = async (options: LoopbackOptions) => {
    const host = `${options.name}-${apps.size}.test`;
    apps.set(host, (request) => {
      const broken = Promise.withResolvers<never>();
      const cut = () => broken.reject(new TypeError('The connection was cut.'));
      return Promise.race([answerLogged(request, options, cut), broken.promise]);
    });
    return { url: `https://${host}`, stop: async () => void apps.delete(host) };
  };

  return {
    serve,
    answerFor: (host, app) => void apps.set(host, app),
    fetch(address, init = {}) {
      const app = apps.get(new URL(address).host);
      if (app === undefined)
        return Promise.reject(new TypeError(`Nobody answers for ${new URL(address).host}.`));
      const { signal, ...rest } = init;
      const answer = app(new Request(address, rest));
      if (signal === undefined || signal === null) return answer;
      const given = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => given.reject(signal.reason), { once: true });
      return Promise.race([answer, given.promise]);
    },
  };
}
