import type { Input, Output } from '../../../contracts/kit/contract.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** More people than work at a desk at once. */
const MOST_SESSIONS = 500;

/** Who is signed in now, by ids: a name is asked for one by one. */
export async function listOpenSessions(
  { staff }: Input<typeof contract.listOpenSessions>,
  { staffSessions }: Pick<Ports, 'staffSessions'>,
): Promise<Output<typeof contract.listOpenSessions>> {
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
}

/**
 * Ends somebody's session at once, such as that of a lost computer. It keeps nobody out: that is for the identity provider.
 *
 * @throws Refused('session.unknown')
 */
export async function endOpenSession(
  { staff, sessionId }: Input<typeof contract.endOpenSession>,
  { staffSessions }: Pick<Ports, 'staffSessions'>,
): Promise<Output<typeof contract.endOpenSession>> {
  const hasEnded = await staffSessions.end(sessionId, 'ended-by-admin', staff.staffId);
  if (!hasEnded) throw new Refused('session.unknown');
  return { ended: true };
}
