import { createSeenMessages } from '../../platform/database/seen-messages.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { signingKey } from '../../platform/edge/signed-message.ts';
import { config } from '../config.ts';
import { platformParts } from './desk-database.ts';

/** With what the filing service's messages are verified. */
export const filingMessages: EdgePorts['messageChecks'] = async () => {
  const parts = await platformParts();
  const keys = config().DESK_REQUEST_SECRETS.reveal().split(',').map(signingKey);
  return { keys, seen: createSeenMessages(parts), clock: parts.clock };
};
