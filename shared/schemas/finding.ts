import * as z from 'zod/mini';
import { anyText } from '../../contracts/kit/words.ts';

/** A finding as a caller sees it. */
export const finding = z.strictObject({
  ruleId: anyText,
  severity: z.enum(['block', 'require', 'confirm', 'warn', 'info']),
  field: anyText,
  message: anyText,
  suggestion: z.optional(anyText),
  params: z.record(anyText, z.union([anyText, z.number()])),
});
