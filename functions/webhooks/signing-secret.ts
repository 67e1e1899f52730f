import type { Ids } from '../../platform/ports/ids.ts';

/** A secret of 32 random bytes in the format of Standard Webhooks: `whsec_` and base64. */
export const signingSecret = (ids: Ids): string =>
  `whsec_${Buffer.concat([ids.secret(), ids.secret()].map((half) => Buffer.from(half, 'base64url'))).toString('base64')}`;
