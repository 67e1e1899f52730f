import * as z from 'zod/mini';
import { instant } from './instant.ts';

/** A link of at most five minutes that shows values in clear. */
export const view = z.strictObject({ url: z.url(), expiresAt: instant });
