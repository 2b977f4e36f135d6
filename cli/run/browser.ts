export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

/** As many redirects as a browser follows. */
const mostRedirects = 20;

/** As much of a browser as our own pages need: it keeps cookies, follows redirects and presses buttons. */
export function createBrowser(send: (url: string, init: RequestInit) => Promise<Response> = fetch) {
  const cookies = new Map<string, string>();

  async function visit(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(url, {
      ...init,
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return answer;
  }

  /** Opens an address and follows where it leads. */
  async function open(address: string): Promise<Page> {
    let url = address;
    for (let redirects = 0; redirects < mostRedirects; redirects += 1) {
      const answer = await visit(url);
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || location === null) {
        return { url, status: answer.status, html: await answer.text() };
      }
      url = new URL(location, url).href;
    }
    throw new Error(`${address} leads in a circle.`);
  }

  /** Presses a button of a page; gives the answer, whose redirect is not followed. */
  async function submit({ url, html }: Page, index: number): Promise<Response> {
    const [form = ''] = [...html.matchAll(/<form[^>]*>.*?<\/form>/gs)][index] ?? [];
    const fields = [...form.matchAll(/<input[^>]* name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']): [string, string] => [name, unescape(value)],
    );
    const action = /<form[^>]* action="([^"]*)"/.exec(form)?.[1] ?? url;
    const body = new URLSearchParams(fields);
    return visit(new URL(unescape(action), url).href, { method: 'POST', body });
  }

  /** Presses a button of a page; gives where it leads, unvisited, and nothing when it leads nowhere. */
  async function press(page: Page, index = 0): Promise<string | undefined> {
    return (await submit(page, index)).headers.get('location') ?? undefined;
  }

  /** Presses the first button of a page that leads to another page at the same address. */
  async function pressPage(page: Page): Promise<Page> {
    const answer = await submit(page, 0);
    return { url: page.url, status: answer.status, html: await answer.text() };
  }

  return { open, press, pressPage };
}

const unescape = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
