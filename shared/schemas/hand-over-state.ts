import * as z from 'zod/mini';
import { DECLINE_REASONS, HANDED_OVER_STATES } from '../domain/liveness/hand-over.ts';

/** Where a link is that was given to another phone. */
export const handOverState = z.enum(HANDED_OVER_STATES);

/** Which case it is, of somebody who declines. */
export const declineReason = z.enum(DECLINE_REASONS, { error: '请选择一种情况。' });
