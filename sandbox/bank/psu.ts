import type { Net } from '../net.ts';

/**
 * What the user's browser does at the bank: opens the authorize URL, presses one button of the form that is there and
 * answers the address that it is sent to or that the next page links to, without going there; empty when the bank sends
 * nobody back. Throws an Error when the page offers no such button.
 */
export async function pressButton(
  authorizeUrl: string,
  decision: 'approve' | 'refuse',
  { fetch }: Pick<Net, 'fetch'>,
): Promise<string> {
  const page = await fetch(authorizeUrl, { redirect: 'manual', headers: { 'Accept-Language': 'en' } });
  const text = await page.text();
  const action = read(text, /<form method="post" action="([^"]*)"/);
  if (action === undefined || !text.includes(`value="${decision}"`)) {
    throw new Error(`The bank's page (HTTP ${page.status}) has no button "${decision}".`);
  }
  const answer = await fetch(new URL(action, authorizeUrl), {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  });
  const location = answer.headers.get('Location');
  if (answer.status === 303 && location !== null) return location;
  if (answer.status === 200) return read(await answer.text(), /<a class="back" href="([^"]*)"/) ?? '';
  throw new Error(`The bank answered "${decision}" with HTTP ${answer.status} and no redirect.`);
}

const read = (page: string, pattern: RegExp): string | undefined =>
  pattern.exec(page)?.[1]?.replaceAll('&amp;', '&');
