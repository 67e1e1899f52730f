import { describe, expect, it } from 'vitest';
import { draftOf, type FieldValue, gapsIn } from './form-draft.ts';
import { WEBSITE_FIELDS } from './form-fields.ts';
import { isNoneChosen, withNone, withNumber, withType } from './pre-approvals.ts';

const filled = {
  name: '云帆样例科技',
  homeUrl: 'www.yunfan-keji.cn',
  serviceContents: [8],
  languages: ['zh-CN'],
  remark: '',
};
const gapsWith = (preApprovals: FieldValue) =>
  gapsIn(WEBSITE_FIELDS, draftOf(WEBSITE_FIELDS, { ...filled, preApprovals })).map(({ key }) => key);

describe('前置或专项审批内容类型', () => {
  it('must be answered; 以上都不涉及 is an answer', () => {
    const nothing = draftOf(WEBSITE_FIELDS, filled).preApprovals;
    const none = withNone(nothing);

    expect(gapsWith(nothing)).toEqual(['preApprovals']);
    expect(isNoneChosen(nothing)).toBe(false);
    expect(isNoneChosen(none)).toBe(true);
    expect(gapsWith(none)).toEqual([]);
    expect(none).toEqual([]);
  });

  it('needs the number of each type’s document', () => {
    const begun = withType('', 'NEWS');
    const both = withType(withNumber(begun, 0, '样例1号'), 'GAME');

    expect(gapsWith(begun)).toEqual(['preApprovals']);
    expect(both).toEqual([
      { kind: 'NEWS', number: '样例1号' },
      { kind: 'GAME', number: '' },
    ]);
    expect(gapsWith(withNumber(both, 1, '样例2号'))).toEqual([]);
  });

  it('is either 以上都不涉及 or types', () => {
    expect(withType(withNone(''), 'NEWS')).toEqual([{ kind: 'NEWS', number: '' }]);
    expect(withNone(withType('', 'NEWS'))).toEqual([]);
  });

  it('is unanswered again when the last tick is taken away', () => {
    expect(withNone(withNone(''))).toBe('');
    expect(withType(withType('', 'NEWS'), 'NEWS')).toBe('');
  });
});
