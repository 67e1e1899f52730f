import type { EdgePorts } from '../edge/http-function.ts';
import { callerLimits, replies, transactions } from './database.ts';
import { sessionTokens } from './keys.ts';

/** The ports that the edge needs to identify callers, to limit them, and to run a command once. */
export const edgePorts: EdgePorts = { sessionTokens, callerLimits, replies, transactions };
