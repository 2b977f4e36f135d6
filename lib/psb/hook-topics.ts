/** The delivery state of a hook itself, which PSB tells by mail only (psb.md 2.3). */
export const hookTopics = ['HookSent', 'HookSentRetry', 'HookSentError'] as const;

/** Whether a topic of a hook, in which `*` stands for anything, covers the topic of an event (psb.md 2.2). */
export function coversTopic(pattern: string, topic: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(topic);
}
