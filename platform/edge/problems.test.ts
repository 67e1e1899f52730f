import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { line } from '../../contracts/kit/words.ts';
import { problemsOf, sentence } from './problems.ts';

/** The problems of `value`, which is invalid. */
function problems(schema: z.ZodMiniType, value: unknown) {
  const { error } = schema.safeParse(value, { error: sentence });
  if (!error) throw new Error('it fits');
  return problemsOf(error);
}

describe('problemsOf', () => {
  it.each<[string, z.ZodMiniType, unknown, string]>([
    ['something missing', z.string(), undefined, '缺少这一项，或者它的类型不正确，请按接口文档填写。'],
    ['another type', z.boolean(), '是', '缺少这一项，或者它的类型不正确，请按接口文档填写。'],
    ['a text that is too short', z.string().check(z.minLength(8)), '七', '内容过短，至少需要 8 个字，请补充。'],
    ['a text that is too long', z.string().check(z.maxLength(2)), '三个字', '内容过长，最多 2 个字，请精简。'],
    ['too few', z.array(z.int()).check(z.minLength(2)), [1], '内容过短，至少需要 2 项，请补充。'],
    ['too many', z.array(z.int()).check(z.maxLength(1)), [1, 2], '内容过长，最多 1 项，请精简。'],
    ['a number that is too small', z.int().check(z.positive()), 0, '数值超出允许的范围，请核对后重新填写。'],
    ['a number that is too large', z.int().check(z.maximum(9)), 10, '数值超出允许的范围，请核对后重新填写。'],
    ['none of the choices', z.enum(['甲', '乙']), '丙', '只能填写以下选项之一：甲、乙。'],
    ['no such day', z.iso.date(), '2026-02-30', '格式不正确，请核对后重新填写。'],
    ['none of several shapes', z.union([z.string(), z.int()]), true, '内容不符合要求，请核对后重新填写。'],
    ['a condition without words', z.string().check(z.refine(() => false)), '值', '内容不符合要求，请核对后重新填写。'],
    ['a condition with its own words', z.string().check(z.refine(() => false, '请换一个。')), '值', '请换一个。'],
    ['a format with its own words', line(9), 'a\u0000b', '内容含有无法识别的字符，请删除后重试。'],
  ])('gives advice for %s', (_, schema, value, message) => {
    const told = problems(schema, value);

    expect(told).toEqual([{ field: 'body', message }]);
  });

  it('names the field by its path, through objects and lists', () => {
    const schema = z.strictObject({
      websites: z.array(z.strictObject({ details: z.strictObject({ name: line(3) }) })),
    });

    const told = problems(schema, { websites: [{ details: { name: '好' } }, { details: { name: '太长的名称' } }] });

    expect(told).toEqual([{ field: 'websites.1.details.name', message: '内容过长，最多 3 个字，请精简。' }]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ['what is missing', { consent: '2026-11', documentIds: [] }, ['opening.ticket']],
    ['all that is missing', {}, ['opening.ticket', 'opening.consent']],
    ['what has another type', { ticket: 7, consent: '2026-11' }, ['opening.ticket']],
    [
      'what the shape with the fewest faults lacks',
      { recordId: 'r', region: 4, consent: '2026-11' },
      ['opening.region'],
    ],
    ['what none of them has', { ticket: 't', consent: '2026-11', state: 'approved' }, ['opening.state']],
    ['the whole, where none of them is like it', [], ['opening']],
  ])('names of several shapes of an object %s', (_, opening, fields) => {
    const shared = { consent: z.string(), documentIds: z.optional(z.array(z.string())) };
    const shapes = [
      z.strictObject({ ticket: z.string(), ...shared }),
      z.strictObject({ recordId: z.string(), region: z.string(), ...shared }),
    ];

    const told = problems(z.strictObject({ opening: z.union(shapes) }), { opening });

    expect(told.map(({ field }) => field)).toEqual(fields);
  });

  it('[A3] names every unknown field with its path', () => {
    const schema = z.strictObject({ organizer: z.strictObject({ name: z.string() }) });

    const told = problems(schema, { organizer: { name: '名称', owner: 1, version: 2 }, state: 'approved' });

    expect(told).toEqual(
      ['organizer.owner', 'organizer.version', 'state'].map((field) => ({
        field,
        message: '不支持这一项，请删除后重试。',
      })),
    );
  });
});
