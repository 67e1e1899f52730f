import type { Kysely } from 'kysely';
import { clock } from '../../platform/compose/system.ts';
import { createCallerLimits } from '../../platform/database/caller-limits.ts';
import { createReplies } from '../../platform/database/replies.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { signingKey } from '../../platform/edge/signed-message.ts';
import type { Database } from '../../shared/adapters/postgres/database.ts';
import type { Schema } from '../../shared/adapters/postgres/schema.ts';
import { createSeenMessages } from '../../shared/adapters/postgres/seen-messages.ts';
import { seal } from '../../shared/compose/keys.ts';
import { config } from '../../shared/config.ts';
import type { DeskDatabase } from '../adapters/postgres/desk-database.ts';
import { deskDatabase, staffSessions } from './desk-database.ts';

/** The desk's tables of the same names and columns as the filing service's, for adapters that serve both. */
export const sharedTables = (database: DeskDatabase): Database => ({
  ...database,
  get sql() {
    return database.sql.withSchema('desk') as unknown as Kysely<Schema>;
  },
});

/** No operation of the desk waits. */
const NO_POLLS = 0;

const sharedParts = async () => ({
  database: sharedTables(await deskDatabase()),
  seal: await seal(),
  clock: await clock(),
});

const ownOrigin = async () => new URL(config().DESK_URL).origin;
const staffLimits = async () => createCallerLimits(await sharedParts(), NO_POLLS);
const staffReplies = async () => createReplies(await sharedParts());

/** With what the filing service's messages are verified. */
export const filingMessages: EdgePorts['messageChecks'] = async () => ({
  keys: config().DESK_REQUEST_SECRETS.reveal().split(',').map(signingKey),
  seen: createSeenMessages(await sharedParts()),
  clock: await clock(),
});

/** The ports that the edge needs in a room of the desk: to identify staff, to limit them, and to run a command once. */
export const deskEdgePorts = {
  staffSessions,
  ownOrigin,
  callerLimits: staffLimits,
  replies: staffReplies,
  transactions: deskDatabase,
} satisfies Partial<EdgePorts>;
