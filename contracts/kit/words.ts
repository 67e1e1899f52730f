import * as z from 'zod/mini';
import { certificateForm } from '../normal-forms/certificate.ts';
import type { RecordId } from './record-id.ts';

/** Text that needs no check: one of ours, or a masked value. */
export const anyText = z.string();

// In small letters: some are compared as text.
/** Id of a row. */
export const id = z.uuid().check(z.toLowerCase());

/** Id of a record, which is no id of a filing. */
export const recordId = id as unknown as z.ZodMiniType<RecordId, string>;

// Whoever reads a reply has it as text.
/** Id of a record. */
export const shownRecordId = id as unknown as z.ZodMiniType<string, RecordId>;

const trimmed = z.trim();
const filled = z.minLength(1);
// biome-ignore lint/suspicious/noControlCharactersInRegex: not every language's expressions know the class Cc
const legible = z.regex(/^[^\x00-\x1f\x7f-\x9f]*$/, { error: '内容含有无法识别的字符，请删除后重试。' });

/** One line of text that a person typed, without control characters. */
export const line = (maxLength: number) => anyText.check(trimmed, filled, z.maxLength(maxLength), legible);

/** Signs between digits may make what was typed longer than what is stored. Anything above is not looked at any further. */
const notEndless = z.maxLength(1000, { abort: true });

/**
 * The same in the normal form of its kind, which is what is stored.
 *
 * @param maxLength of the normal form.
 */
export const lineAs = (form: (typed: string) => string, maxLength: number) =>
  anyText.check(notEndless, trimmed, legible, z.overwrite(form), filled, z.maxLength(maxLength));

/** Text that a person typed, with line breaks; may be empty. */
export const text = (maxLength: number) => anyText.check(trimmed, z.maxLength(maxLength));

/** The six digits of a one-time code, as somebody types them. */
export const sixDigits = (error: string) =>
  anyText.check(notEndless, z.overwrite(certificateForm), z.regex(/^\d{6}$/, { error }));
