import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { callerLimits, replies, sessions, transactions } from './database.ts';
import { sessionTokens } from './keys.ts';

/** The ports that the edge needs to identify callers, to limit them, and to run a command once. */
export const edgePorts: Omit<EdgePorts, 'staffSessions' | 'ownOrigin'> = {
  sessionTokens,
  sessions,
  callerLimits,
  replies,
  transactions,
};
