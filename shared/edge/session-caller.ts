import { Refused } from '../domain/refusal.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';

/**
 * Who is asking, from `Authorization: Bearer <token>`. Nothing else that a caller sends says who they are.
 *
 * @returns undefined when there is no such header.
 * @throws Refused('session.invalid') when there is one and it isn't good.
 */
export async function sessionCaller(
  headers: Readonly<Record<string, string>>,
  tokens: SessionTokens,
): Promise<string | undefined> {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const [, token] = /^bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
  const session = token && (await tokens.verify(token));
  if (!session) throw new Refused('session.invalid');
  return session.accountId;
}
