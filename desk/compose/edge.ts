import type { Kysely } from 'kysely';
import { seal } from '../../platform/compose/keys.ts';
import { clock } from '../../platform/compose/system.ts';
import { createCallerLimits } from '../../platform/database/caller-limits.ts';
import type { Database } from '../../platform/database/database.ts';
import { createReplies } from '../../platform/database/replies.ts';
import { createSeenMessages } from '../../platform/database/seen-messages.ts';
import type { PlatformTables } from '../../platform/database/tables.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { signingKey } from '../../platform/edge/signed-message.ts';
import type { DeskDatabase } from '../adapters/postgres/desk-database.ts';
import { identifyStaff } from '../application/staff-caller.ts';
import { config } from '../config.ts';
import { deskDatabase, staffSessions } from './desk-database.ts';

/** The platform's tables in the desk's schema. */
export const platformTables = (database: DeskDatabase): Database<PlatformTables> => ({
  ...database,
  get sql() {
    return database.sql.withSchema('desk') as unknown as Kysely<PlatformTables>;
  },
});

/** No operation of the desk waits. */
const NO_POLLS = 0;

const platformParts = async () => ({
  database: platformTables(await deskDatabase()),
  seal: await seal(),
  clock: await clock(),
});

const identify: EdgePorts['identify'] = async () =>
  identifyStaff({ sessions: await staffSessions(), ownOrigin: new URL(config().DESK_URL).origin });
const staffLimits = async () => createCallerLimits(await platformParts(), NO_POLLS);
const staffReplies = async () => createReplies(await platformParts());

/** With what the filing service's messages are verified. */
export const filingMessages: EdgePorts['messageChecks'] = async () => ({
  keys: config().DESK_REQUEST_SECRETS.reveal().split(',').map(signingKey),
  seen: createSeenMessages(await platformParts()),
  clock: await clock(),
});

/** The ports that the edge needs in a room of the desk: to identify staff, to limit them, and to run a command once. */
export const deskEdgePorts = {
  identify,
  callerLimits: staffLimits,
  replies: staffReplies,
  transactions: deskDatabase,
} satisfies Partial<EdgePorts>;
