import { createSeenMessages } from '../../platform/database/seen-messages.ts';
import type { EdgePorts } from '../../platform/edge/http-function.ts';
import { signingKey } from '../../platform/edge/signed-message.ts';
import { config } from '../config.ts';
import { storedParts } from './database.ts';

/** With what the desk's messages are verified. */
export const deskMessages: EdgePorts['messageChecks'] = async () => {
  const parts = await storedParts();
  const keys = config().REVIEW_WEBHOOK_SECRETS.reveal().split(',').map(signingKey);
  return { keys, seen: createSeenMessages(parts), clock: parts.clock };
};
