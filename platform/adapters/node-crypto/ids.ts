import { randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/ids.ts';

/** Identifiers from the operating system's random source. */
export const cryptoIds: Ids = {
  uuid: () => randomUUID(),
  secret: () => randomBytes(16).toString('base64url'),
};
