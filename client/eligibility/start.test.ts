import { describe, expect, it } from 'vitest';
import { isHelpTopic } from '../help/topics.ts';
import { costAndTime, type Guide, thingsNeeded, wayOf } from './start.ts';

const material = (kind: string): Guide['materials'][number] => ({ kind, label: kind, of: 'organizer', reason: '' });
const GUANGDONG: Guide = {
  province: { code: '440000', name: '广东省', short: '广东', isOpen: true },
  organizerKind: 'enterprise',
  materials: ['business-licence', 'commitment-letter', 'id-front', 'id-back', 'handheld-photo'].map(material),
  demands: {
    domainMonths: 0,
    footerNumber: 'organizer',
    youngest: 16,
    principal: 'legal-representative',
    domainOwner: 'unit-or-legal-representative',
  },
  duration: { initialReviewWorkdays: 1, smsHours: 24, reviewWorkdays: 20, longestWorkdays: 25 },
};

describe('the first page', () => {
  it('says what an enterprise has at hand', () => {
    expect(thingsNeeded(GUANGDONG).map(({ title, about }) => `${title}：${about}`)).toEqual([
      '营业执照：原件，正本或副本都可以',
      '法定代表人身份证：广东须由法定代表人任主体负责人',
      '网站负责人本人：手持证件照和视频核身，白色背景',
      '承诺书：系统填好，打印后签字、盖公章',
      '域名：已实名，持有者是本单位或法定代表人',
      '云服务器：内地公网 IP，包年包月超过 3 个月',
    ]);
  });

  it('says what a person has at hand, and only what the province wants', () => {
    const { province, duration } = GUANGDONG;
    const guide: Guide = {
      ...{ province, duration, organizerKind: 'individual', materials: [material('id-front')] },
      demands: { domainMonths: 3, footerNumber: 'website', youngest: 18, outsiders: 'allowed', fingerprint: false },
    };

    expect(thingsNeeded(guide).map(({ title, about }) => `${title}：${about}`)).toEqual([
      '本人身份证：原件，正反两面',
      '域名：已实名，持有者是本人，有效期超过 3 个月',
      '云服务器：内地公网 IP，包年包月超过 3 个月',
    ]);
  });

  it('says how long each part takes', () => {
    expect(wayOf(GUANGDONG).map(({ title, time }) => `${title} ${time}`)).toEqual([
      '填写提交 可分几次填',
      '初审 1 个工作日',
      '短信核验 24 小时内',
      '管局审核 最长 20 个工作日',
    ]);
  });

  it('says that it is free, and how long it takes in all: as measured, or else as the rules allow', () => {
    const recent = { filings: 61, half: 12, nineOfTen: 19 };

    expect(costAndTime(GUANGDONG)).toEqual({
      cost: '免费',
      time: '提交后最长 25 个工作日',
      about: '按各步规定的最长时间相加，含提交管局以前的几天，不含退回后修改的时间。',
    });
    expect(costAndTime({ ...GUANGDONG, duration: { ...GUANGDONG.duration, recent } })).toEqual({
      cost: '免费',
      time: '一半在 12 个工作日内办好',
      about: '近 90 天广东办好的 61 份，从第一次提交算起；九成在 19 个工作日内。',
    });
  });

  it('links to pages that exist', () => {
    expect(thingsNeeded(GUANGDONG).every(({ help }) => isHelpTopic(help))).toBe(true);
    expect(isHelpTopic('nothing')).toBe(false);
  });
});
