import * as z from 'zod/mini';
import { FILING_TYPE_NAMES } from '../domain/filing/filing-types.ts';

export const organizerKind = z.enum(['enterprise', 'individual']);
export const certificateType = z.enum(['business-licence', 'id-card']);
export const filingType = z.enum(FILING_TYPE_NAMES);
