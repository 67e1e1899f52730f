import { Refused } from '../../../contracts/kit/refusal.ts';
import type { UseCase } from './use-case.ts';

/** More people than work at a desk at once. */
const MOST_SESSIONS = 500;

/** Who is signed in now, by ids: a name is asked for one by one. */
export const listOpenSessions: UseCase<'listOpenSessions', 'staffSessions'> = async ({ staff }, { staffSessions }) => {
  const sessions = await staffSessions.listOpen(MOST_SESSIONS);
  return {
    sessions: sessions.map(({ sessionId, staffId, roles, startedAt, seenAt }) => ({
      sessionId,
      staffId,
      roles: [...roles],
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      isOwn: sessionId === staff.sessionId,
    })),
  };
};

/**
 * Ends somebody's session at once, such as that of a lost computer. It keeps nobody out: that is for the identity provider.
 *
 * @throws Refused('session.unknown')
 */
export const endOpenSession: UseCase<'endOpenSession', 'staffSessions'> = async (
  { staff, sessionId },
  { staffSessions },
) => {
  const hasEnded = await staffSessions.end(sessionId, 'ended-by-admin', staff.staffId);
  if (!hasEnded) throw new Refused('session.unknown');
  return { ended: true };
};
