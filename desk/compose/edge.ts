import { createCallerLimits } from '../../platform/database/caller-limits.ts';
import { createReplies } from '../../platform/database/replies.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { createStaffSessions } from '../adapters/postgres/staff/staff-sessions.ts';
import { identifyStaff } from '../application/staff-caller.ts';
import { config } from '../config.ts';
import { deskDatabase, deskParts, platformParts } from './desk-database.ts';

/** No operation of the desk waits. */
const NO_POLLS = 0;

const identify: EdgePorts['identify'] = async () =>
  identifyStaff({ sessions: createStaffSessions(await deskParts()), ownOrigin: new URL(config().DESK_URL).origin });
export const staffLimits = async () => createCallerLimits(await platformParts(), NO_POLLS);
const staffReplies = async () => createReplies(await platformParts());

/** The ports that the edge needs in a room of the desk: to identify staff, to limit them, and to run a command once. */
export const deskEdgePorts = {
  identify,
  callerLimits: staffLimits,
  replies: staffReplies,
  transactions: deskDatabase,
} satisfies Partial<EdgePorts>;
