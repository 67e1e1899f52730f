import * as z from 'zod/mini';
import { type FilingState, TRANSITIONS } from '../domain/filing/machine.ts';

export const filingState = z.enum(Object.keys(TRANSITIONS) as [FilingState, ...FilingState[]]);
