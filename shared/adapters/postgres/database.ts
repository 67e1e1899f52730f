import type * as platform from '../../../platform/database/database.ts';
import { openDatabase as open } from '../../../platform/database/database.ts';
import type { Courier } from '../../ports/messages/outbox.ts';
import type { Schema } from './schema.ts';

/** The database that the adapters of this folder share. */
export type Database = platform.Database<Schema>;

/** Dependencies of the adapters of this folder. */
export type DatabaseParts = platform.DatabaseParts<Schema>;

/** Dependencies of an adapter that writes messages. */
export interface MessageParts extends DatabaseParts {
  /** Called once the messages are committed. */
  readonly courier: Courier;
}

/** Opens a pool; connects on the first query. */
export const openDatabase: typeof open<Schema> = open;
