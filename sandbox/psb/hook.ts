import * as z from 'zod';

/** The Hook object of psb.md 2.2, as a caller may send it. */
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

/** Whether one of the hook's topics, which may hold `*`, covers the topic of an event (psb.md 2.3). */
export function wants(hook: Hook, topic: string): boolean {
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
