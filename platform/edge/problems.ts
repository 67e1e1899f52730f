import type * as z from 'zod/mini';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { unstorablePaths } from '../../contracts/kit/storable.ts';

const path = (parts: readonly PropertyKey[], more: readonly string[] = []): string =>
  [...parts, ...more].map(String).join('.');

/** The unit of a length limit, for texts and for lists. Other limits are those of a number or a file. */
const UNITS: Readonly<Record<string, string>> = { string: ' 个字', array: ' 项' };
const OUT_OF_RANGE = '数值超出允许的范围，请核对后重新填写。';

/** The message for an issue for which the schema has none, for `safeParse`. Never repeats what was typed. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return '缺少这一项，或者它的类型不正确，请按接口文档填写。';
    case 'too_small':
      return UNITS[issue.origin] ? `内容过短，至少需要 ${issue.minimum}${UNITS[issue.origin]}，请补充。` : OUT_OF_RANGE;
    case 'too_big':
      return UNITS[issue.origin] ? `内容过长，最多 ${issue.maximum}${UNITS[issue.origin]}，请精简。` : OUT_OF_RANGE;
    case 'invalid_value':
      return `只能填写以下选项之一：${issue.values.map(String).join('、')}。`;
    case 'invalid_format':
      return '格式不正确，请核对后重新填写。';
    case 'unrecognized_keys':
      return '不支持这一项，请删除后重试。';
    default:
      return '内容不符合要求，请核对后重新填写。';
  }
}

/**
 * The problems of a request, field by field; `body` where the value as a whole is wrong. Expects an error that was parsed with
 * `sentence`.
 *
 * @param above where the value stands in the request, if it is a part of it.
 */
export const problemsOf = (
  error: Pick<z.core.$ZodError, 'issues'>,
  above: readonly PropertyKey[] = [],
): readonly FieldProblem[] =>
  problemsIn(error.issues, above).map(({ field, message }) => ({ field: field || 'body', message }));

const problemsIn = (issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[]): readonly FieldProblem[] =>
  issues.flatMap((issue) => {
    const { message } = issue;
    const place = [...above, ...issue.path];
    const nearest = issue.code === 'invalid_union' ? nearestShape(issue.errors) : undefined;
    if (nearest) return problemsIn(nearest, place);
    if (issue.code !== 'unrecognized_keys') return [{ field: path(place), message }];
    return issue.keys.map((key) => ({ field: path(place, [key]), message }));
  });

/** Of several shapes that a value may have, the problems with the one that was probably meant: the fewest, in parts of the value alone. */
const nearestShape = (shapes: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] | undefined =>
  shapes
    .filter((issues) => issues.every(({ code, path: at }) => at.length > 0 || code === 'unrecognized_keys'))
    .toSorted((first, second) => first.length - second.length)[0];

/** The fields of a request whose text can't be stored, though their schema has no objection. */
export const unstorableFields = (value: unknown): readonly FieldProblem[] =>
  unstorablePaths(value).map((field) => ({ field, message: '内容含有无法识别的字符，请删除后重试。' }));
