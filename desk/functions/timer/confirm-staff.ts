import { Failed } from '../../../platform/ports/failed.ts';
import type { SessionToConfirm } from '../../ports/staff-sessions.ts';
import type { Ports } from './ports.ts';

const MOST_SESSIONS = 40;

/**
 * Asks the identity provider about everybody who is signed in, so that whoever is disabled or loses a role there is out
 * within five minutes. When it can't be asked, the sessions rest (`CONFIRMED_MS`) and go on afterwards.
 */
export async function confirmStaff(ports: Ports): Promise<Readonly<Record<'confirmed' | 'endedSessions', number>>> {
  const { staffSessions } = ports;
  const due = await staffSessions.toConfirm(MOST_SESSIONS);
  const outcomes = await Promise.all(due.map((session) => confirm(session, ports)));
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  return { confirmed: count('confirmed'), endedSessions: count('ended') };
}

async function confirm(
  { sessionId, subject, refreshToken }: SessionToConfirm,
  { identityProvider, staffSessions }: Ports,
): Promise<'confirmed' | 'ended' | 'later'> {
  try {
    const person = await identityProvider.confirm(subject, refreshToken);
    if (!person?.refreshToken || person.roles.length === 0) {
      await staffSessions.end(sessionId, 'not-confirmed');
      return 'ended';
    }
    await staffSessions.confirm(sessionId, { ...person, refreshToken: person.refreshToken });
    return 'confirmed';
  } catch (error) {
    if (error instanceof Failed && error.port === 'identity-provider') return 'later';
    throw error;
  }
}
