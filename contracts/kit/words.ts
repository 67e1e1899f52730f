import * as z from 'zod/mini';
import type { RecordId } from '../../shared/domain/record/record-id.ts';

/** Text that needs no check: one of ours, or a masked value. */
export const anyText = z.string();

/** Id of a row. */
export const id = z.uuid();

/** Id of a record, which is no id of a filing. */
export const recordId = id as unknown as z.ZodMiniType<RecordId, string>;

const trimmed = z.trim();
const filled = z.minLength(1);
const legible = z.regex(/^\P{Cc}*$/u, { error: '内容含有无法识别的字符，请删除后重试。' });

/** One line of text that a person typed, without control characters. */
export const line = (maxLength: number) => anyText.check(trimmed, filled, z.maxLength(maxLength), legible);

/** Text that a person typed, with line breaks; may be empty. */
export const text = (maxLength: number) => anyText.check(trimmed, z.maxLength(maxLength));
