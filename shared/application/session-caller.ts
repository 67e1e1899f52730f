import type { Operation } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { isFreshSignIn } from '../domain/session.ts';
import type { SessionTokens } from '../ports/accounts/session-tokens.ts';
import type { CallerSession, OpenSessions } from '../ports/accounts/sessions.ts';

/**
 * The caller's session, from `Authorization: Bearer <token>`. No other part of a request identifies the caller.
 *
 * @returns undefined when the header is missing.
 * @throws Refused('session.invalid') when the header is there and the token is not valid, or its session has ended.
 */
export async function sessionCaller(
  headers: Readonly<Record<string, string>>,
  tokens: SessionTokens,
  sessions: OpenSessions,
): Promise<CallerSession | undefined> {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const [, token] = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
  const session = token && (await tokens.verify(token));
  const standing = session && (await sessions.standingOf(session));
  if (!session || !standing) throw new Refused('session.invalid');
  return { ...session, ...standing };
}

/** By what applicants are identified. */
interface SessionChecks {
  readonly tokens: SessionTokens;
  readonly sessions: OpenSessions;
  readonly clock: Clock;
}

/** Identifies the applicant who calls. @throws Refused as `sessionCaller`, Refused('session.missing' | 'session.old-sign-in'). */
export const identifyApplicant =
  ({ tokens, sessions, clock }: SessionChecks) =>
  async ({
    operation,
    headers,
  }: {
    readonly operation: Operation;
    readonly headers: Readonly<Record<string, string>>;
  }) => {
    const session = await sessionCaller(headers, tokens, sessions);
    if (operation.caller === 'session' && !session) throw new Refused('session.missing');
    const { accountId, person, sessionId, authenticatedAt } = session ?? {};
    if (operation.freshSignIn && !(authenticatedAt && isFreshSignIn(authenticatedAt, clock.now())))
      throw new Refused('session.old-sign-in');
    const input = { applicantId: accountId, ...(operation.freshSignIn && { authenticatedAt }) };
    return { input, accountId, person, sessionId };
  };
