import type { Ports } from './ports.ts';

/** The devices that are signed in, the last used first. */
export async function listSessions(
  { applicantId, sessionId }: { readonly applicantId: string; readonly sessionId: string },
  { sessions }: Ports,
) {
  const open = await sessions.ofAccount(applicantId);
  return { sessions: open.map((session) => ({ ...session, isThis: session.sessionId === sessionId })) };
}

/** Ends one device's session and its tokens, e.g. of a lost phone or of a computer at work. */
export async function endSession(
  { applicantId, sessionId }: { readonly applicantId: string; readonly sessionId: string },
  { endViews, sessions }: Ports,
) {
  await sessions.endOwn(sessionId, applicantId);
  await endViews(applicantId);
  return {};
}
