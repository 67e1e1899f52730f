import * as z from 'zod/mini';

// One of each for all: there are dozens of texts, and a first reply waits for them.

/** Text that nobody has to judge: one of ours, or a masked value. */
export const anyText = z.string();

/** Id of a row of ours. */
export const id = z.uuid();

/** A six-digit code of GB/T 2260. */
export const divisionCode = anyText.check(z.regex(/^\d{6}$/));

/** A calendar day in Beijing, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** An instant, ISO 8601 in UTC. Use cases answer Dates. */
export const instant = z
  .pipe(
    z.date(),
    z.transform((date) => date.toISOString()),
  )
  .check(z.meta({ type: 'string', format: 'date-time' }));

const trimmed = z.trim();
const filled = z.minLength(1);
const legible = z.regex(/^\P{Cc}*$/u, { error: '内容含有无法识别的字符，请删除后重试。' });

/** One line of text that a person typed, without control characters. */
export const line = (maxLength: number) => anyText.check(trimmed, filled, z.maxLength(maxLength), legible);

/** Text that a person typed, with line breaks; may be empty. */
export const text = (maxLength: number) => anyText.check(trimmed, z.maxLength(maxLength));

/** A finding as a caller sees it. */
export const finding = z.strictObject({
  ruleId: anyText,
  severity: z.enum(['block', 'require', 'confirm', 'warn', 'info']),
  field: anyText,
  message: anyText,
  suggestion: z.optional(anyText),
  params: z.record(anyText, z.union([anyText, z.number()])),
});

/** A link of at most five minutes that shows values in clear. */
export const view = z.strictObject({ url: z.url(), expiresAt: instant });
