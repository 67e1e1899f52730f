import * as z from 'zod/mini';

export const organizerKind = z.enum(['enterprise', 'individual']);
export const certificateType = z.enum(['business-licence', 'id-card']);
export const filingType = z.enum(['first', 'new-website', 'new-access', 'change', 'cancellation']);
