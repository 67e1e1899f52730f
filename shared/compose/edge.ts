import type { EdgePorts } from '../edge/http-function.ts';
import { callerLimits, replies, transactions } from './database.ts';
import { sessionTokens } from './keys.ts';

/** What the edge needs to know callers, to limit them, and to do a command once. */
export const edgePorts: EdgePorts = { sessionTokens, callerLimits, replies, transactions };
