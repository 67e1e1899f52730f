import { describe, expect, it } from 'vitest';
import type { PersonalKind } from '../../../contracts/forms/form-field.ts';
import type { CheckRow } from '../cases/checklist.ts';
import type { CatalogueReason } from '../cases/reasons.ts';
import { coveredWords, phraseOf, piecesOf, proposalsFor } from './authority-words.ts';

const row = (path: string, label: string, value = '', personal?: PersonalKind): CheckRow => ({
  path,
  group: '网站 1',
  label,
  value,
  personal,
  documents: [],
  findings: [],
  needsJudgement: false,
  earlier: undefined,
  isChanged: false,
  asked: undefined,
  causesSecondView: false,
  read: undefined,
  register: undefined,
  record: undefined,
});
const ROWS = [
  row('organizer.name', '主办者名称', '深圳云帆样例科技有限公司'),
  row('principal.name', '姓名', '林小满', 'name'),
  row('principal.mobile', '手机号码', '13800001234', 'phone'),
  row('principal.emergencyPhone', '应急联系电话', '0755-26001234', 'phone'),
  row('websites.0.details.name', '网站名称', '云帆样例'),
  row('websites.0.details.remark', '备注', '公司产品介绍'),
];
const reason = (reasonId: string, fields: readonly string[], text: string, isRetired = false): CatalogueReason => ({
  reasonId,
  version: 1,
  kind: 'return',
  topic: '',
  fields,
  reason: text,
  suggestion: '',
  isRetired,
  changedBy: 'desk',
  changedAt: new Date(0),
});
const CATALOGUE = [
  reason('RJ-06', ['details.name'], '网站名称不规范，或与网站内容不符。'),
  reason('RJ-17', ['mobile', 'emergencyPhone'], '这个号码已用于其他主办者，或与别的负责人重复。'),
  reason('RJ-32', ['remark'], '备注里缺少管局要求写明的内容。'),
];
const propose = (words: string, learnt: Parameters<typeof proposalsFor>[3]['learnt'] = [], catalogue = CATALOGUE) =>
  proposalsFor(piecesOf(words), ROWS, catalogue, { learnt, proposesAfter: 3 });

describe('the authority’s words', () => {
  it('are several things by their marks, numbers and lines', () => {
    expect(piecesOf('①备注太短；②电话重复。')).toEqual(['备注太短', '电话重复']);
    expect(piecesOf('1. 备注太短\n2、电话重复')).toEqual(['备注太短', '电话重复']);
    expect(piecesOf('')).toEqual([]);
  });

  it('are matched to the reason that says the same, on the field that they name', () => {
    expect(propose('应急联系电话号码与其他主办者重复；备注没有写明内容；网站名称与网站内容不符')).toMatchObject([
      { reasonId: 'RJ-17', field: 'principal.emergencyPhone' },
      { reasonId: 'RJ-32', field: 'websites.0.details.remark' },
      { reasonId: 'RJ-06', field: 'websites.0.details.name' },
    ]);
  });

  it('are matched to nothing where nothing is like them, and to no reason that is retired or for declining', () => {
    expect(propose('请到现场核验')).toMatchObject([{ reasonId: undefined, field: undefined }]);
    const retired = [reason('RJ-32', ['remark'], '备注里缺少管局要求写明的内容。', true)];
    expect(propose('备注缺少内容', [], retired)).toMatchObject([{ reasonId: undefined }]);
    const declining = [{ ...reason('DC-08', ['remark'], '备注里缺少管局要求写明的内容。'), kind: 'decline' as const }];
    expect(propose('备注缺少内容', [], declining)).toMatchObject([{ reasonId: undefined }]);
  });

  it('are matched as staff have understood them often enough, or a lead has promoted', () => {
    const learnt = (times: number, isPromoted = false) =>
      propose('联系渠道撞号', [{ phrase: '联系渠道撞号了', reasonId: 'RJ-17', times, isPromoted }])[0]?.reasonId;

    expect([learnt(2), learnt(3), learnt(1, true)]).toEqual([undefined, 'RJ-17', 'RJ-17']);
  });

  it('are shown without personal values of the case, and without other long numbers', () => {
    expect(coveredWords('林小满的号码13800001234有误，另见440301199003077310', ROWS)).toBe(
      '林**的号码1380*******有误，另见4403**************',
    );
  });

  it.each([
    ['林 小 满的资料不齐', '林**的资料不齐'],
    ['林·小-满的资料不齐', '林**的资料不齐'],
    ['号码138 0000-1234有误', '号码1380*******有误'],
    ['号码１３８００００１２３４有误', '号码1380*******有误'],
    ['号码一三八零零〇〇一二三四有误', '号码一三八零*******有误'],
    ['号码幺叁捌零零零零壹贰叁肆有误', '号码幺叁捌零*******有误'],
    ['证件 4403 0119 9003 0773 10 有误', '证件 4403************** 有误'],
    ['二〇二六年十一月三十日和2026-11-30都可以', '二〇二六年十一月三十日和2026-11-30都可以'],
  ])('are covered in each notation: %s', (words, covered) => {
    expect(coveredWords(words, ROWS)).toBe(covered);
    if (words !== covered) expect(phraseOf(words, ROWS)).toBeUndefined();
  });

  it.each(['另见１５９ ０００ ０１１１１', '另见一五九〇〇〇〇一一一一', '另见110 101-19900307 567Ｘ'])(
    'are covered of other long numbers in each notation: %s',
    (words) => {
      expect(coveredWords(words, ROWS)).toMatch(/^另见[^*]{4}\*+$/);
      expect(phraseOf(words, ROWS)).toBeUndefined();
    },
  );

  it('are remembered without what may be of one case', () => {
    expect(phraseOf('联系渠道撞号', ROWS)).toBe('联系渠道撞号');
    expect(phraseOf('林小满的资料不齐', ROWS)).toBeUndefined();
    expect(phraseOf('深圳云帆样例科技有限公司名称有误', ROWS)).toBeUndefined();
    expect(phraseOf('域名yunfan未关闭', ROWS)).toBeUndefined();
    expect(phraseOf('长'.repeat(101), ROWS)).toBeUndefined();
  });
});
