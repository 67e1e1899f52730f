import * as z from 'zod/mini';
import { HANDED_OVER_STATES } from '../domain/liveness/hand-over.ts';

/** Where a link is that was given to another phone. */
export const handOverState = z.enum(HANDED_OVER_STATES);
