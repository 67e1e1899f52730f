import * as z from 'zod/mini';
import { anyText } from './words.ts';

/** A six-digit code of GB/T 2260. */
export const divisionCode = anyText.check(z.regex(/^\d{6}$/));
