import type { OpenSessions } from '../../../shared/ports/accounts/sessions.ts';

/** Sessions without a database, for tests of the edge alone: each is open until it is ended. @param authenticatedAt of all. */
export function sessionsInMemory(
  authenticatedAt = new Date('2026-11-24T02:00:00Z'),
): OpenSessions & { end(sessionId: string): void } {
  const ended = new Set<string>();
  return {
    standingOf: async ({ sessionId, accountId }) =>
      ended.has(sessionId) ? undefined : { person: [accountId], authenticatedAt },
    end: (sessionId) => ended.add(sessionId),
  };
}
