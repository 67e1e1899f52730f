import { memo } from '../../platform/compose/provider.ts';
import { clock } from '../../platform/compose/system.ts';
import { config } from '../config.ts';
import type { SessionTokens } from '../ports/accounts/session-tokens.ts';

export const sessionTokens = (): Promise<SessionTokens> =>
  memo(sessionTokens, async () => {
    const { createSessionTokens } = await import('../adapters/jsonwebtoken/session-tokens.ts');
    const key = Buffer.from(config().SESSION_KEY.reveal(), 'base64');
    return createSessionTokens({ key, issuer: 'icp-filing', audience: 'icp-filing', clock: await clock() });
  });
