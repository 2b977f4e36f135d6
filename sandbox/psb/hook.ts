import * as z from 'zod';

/** The Hook object of psb.md 2.2, as it is kept. */
export const hookSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9\-=]{1,64}$/),
  name: z.string().min(1),
  action: z.string().regex(/^[a-z][a-z0-9+.-]*:/i, 'an action is a URI'),
  topics: z.array(z.string().min(1)).default([]),
  publishTopics: z.array(z.string()).nullish(),
  init: z.record(z.string(), z.unknown()).optional(),
  filter: z.string().optional(),
  isActive: z.boolean().default(true),
});

export type Hook = z.infer<typeof hookSchema>;

/** A Hook as a caller may put it, with the rules that look at two fields. */
export const askedHookSchema = hookSchema
  .refine((hook) => isMailHook(hook) || !hook.topics.some((topic) => topic.startsWith('Hook')), {
    error: 'HookSent, HookSentRetry and HookSentError can only be sent by e-mail (psb.md 2.3)',
    path: ['topics'],
  })
  .refine((hook) => !/^(mailfrom|sftp):/i.test(hook.action) || (hook.publishTopics ?? []).length <= 1, {
    error: 'mailfrom and sftp publish on one topic at most',
    path: ['publishTopics'],
  })
  .refine((hook) => !isWebhook(hook) || URL.canParse(hook.action), {
    error: 'the action of a webhook is an address',
    path: ['action'],
  });

/** What the hooks of psb.md 2.8 lead to. */
export const isWebhook = (hook: Hook): boolean => /^https?:/i.test(hook.action);
export const isMailHook = (hook: Hook): boolean => /^mailto:/i.test(hook.action);

/**
 * Whether one of the hook's topics, which may hold `*`, covers the topic of an event (psb.md 2.3). What became of a
 * webhook is told by e-mail only: `*Error` of a webhook does not cover HookSentError.
 */
export function wants(hook: Hook, topic: string): boolean {
  if (topic.startsWith('HookSent') && !isMailHook(hook)) return false;
  return hook.isActive && hook.topics.some((pattern) => asExpression(pattern).test(topic));
}

function asExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Where the hook posts to, and the secret behind the `#`, taken as it is written (psb.md 2.5). */
export function splitAction(action: string): { target: string; secret: string | undefined } {
  const at = action.indexOf('#');
  return at < 0
    ? { target: action, secret: undefined }
    : { target: action.slice(0, at), secret: action.slice(at + 1) };
}
