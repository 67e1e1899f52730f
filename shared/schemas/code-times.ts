import * as z from 'zod/mini';

/** A one-time code was sent. */
export const codeTimes = z.strictObject({
  expiresInSeconds: z.int(),
  /** After this time another one may be asked for. */
  resendInSeconds: z.int(),
});
