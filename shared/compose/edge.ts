import { createCallerLimits } from '../../platform/database/caller-limits.ts';
import { createReplies } from '../../platform/database/replies.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { createSessions } from '../adapters/postgres/accounts/sessions.ts';
import { identifyApplicant } from '../application/session-caller.ts';
import { config } from '../config.ts';
import { transactions } from './database.ts';
import { sealedParts } from './sealed.ts';
import { sessionTokens } from './session-tokens.ts';

const identify: EdgePorts['identify'] = async () => {
  const parts = await sealedParts();
  return identifyApplicant({ tokens: await sessionTokens(), sessions: createSessions(parts), clock: parts.clock });
};

export const callerLimits = async () => createCallerLimits(await sealedParts(), config().POLLS_AT_ONCE);

/** The ports that the edge needs to identify callers, to limit them, and to run a command once. */
export const edgePorts: Omit<EdgePorts, 'messageChecks'> = {
  identify,
  callerLimits,
  replies: async () => createReplies(await sealedParts()),
  transactions,
};
