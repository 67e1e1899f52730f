import { clock } from '../../platform/compose/system.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { identifyApplicant } from '../application/session-caller.ts';
import { callerLimits, replies, seenMessages, sessions, transactions } from './database.ts';
import { deskKeys, sessionTokens } from './keys.ts';

/** With what the desk's messages are verified. */
export const deskMessages: EdgePorts['messageChecks'] = async () => ({
  keys: deskKeys(),
  seen: await seenMessages(),
  clock: await clock(),
});

const identify: EdgePorts['identify'] = async () =>
  identifyApplicant({ tokens: await sessionTokens(), sessions: await sessions() });

/** The ports that the edge needs to identify callers, to limit them, and to run a command once. */
export const edgePorts: Omit<EdgePorts, 'messageChecks'> = {
  identify,
  callerLimits,
  replies,
  transactions,
};
