import type { OpenSessions } from '../../shared/ports/sessions.ts';

/** Sessions without a database, for tests of the edge alone: each is open until it is ended. */
export function sessionsInMemory(): OpenSessions & { end(sessionId: string): void } {
  const ended = new Set<string>();
  return {
    personOf: async ({ sessionId, accountId }) => (ended.has(sessionId) ? undefined : [accountId]),
    end: (sessionId) => ended.add(sessionId),
  };
}
