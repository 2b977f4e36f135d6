import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The few things a PSU may be told; none says more than the PSU knows already (psd2.md 3.7). */
const pages = {
  returned: [
    'You can close this page',
    'The bank has your answer. Acquit reads the outcome from the bank itself.',
  ],
  'callback-refused': ['This link cannot be used', 'It is not known, was used before, or is too old.'],
  'ticket-refused': ['This link cannot be used', 'It is not valid or too old. Ask for a new one.'],
  'not-waiting': ['Nothing to authorise', 'This payment does not wait for an authorisation (any more).'],
  'bank-away': [
    'The bank cannot be reached now',
    'Please try again in a few minutes; what was sent is not sent twice.',
  ],
} as const;

export type PageName = keyof typeof pages;

/** No scripts, no referrer, no cache, no frame: codes and states must not leak from these pages (psd2.md 3.7). */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** A plain page for the browser of a PSU. */
export function page(statusCode: number, name: PageName): APIGatewayProxyStructuredResultV2 {
  const [title, text] = pages[name];
  return {
    statusCode,
    headers,
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; background: #f4f5f7; color: #1c2530 }
main { background: #fff; padding: 2.5rem 3rem; border-radius: .75rem; max-width: 26rem; box-shadow: 0 1px 3px #0002 }
h1 { font-size: 1.3rem; margin: 0 0 .5rem }
p { margin: 0 }
</style>
</head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`,
  };
}

/** 303, never 307: the browser must come with a GET and without the data it had (psd2.md 3.7). */
export const seeOther = (location: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
});
