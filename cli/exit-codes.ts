/**
 * Exit codes of every command: done; findings that stop payment, a broken history, hooks that differ or were
 * refused, a check that is wrong; wrong use or an unreadable file.
 */
export const exitCodes = { done: 0, stopped: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
