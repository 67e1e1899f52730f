import { describe, expect, it } from 'vitest';
import { STEPS, stepOfField } from './steps.ts';

describe('the steps', () => {
  it('are in the order of the guide, but for the papers before the check, which lasts 72 hours', () => {
    expect(STEPS.map(({ title }) => title)).toEqual([
      '验证备案类型',
      '主体信息',
      '网站信息',
      '网站负责人',
      '上传材料',
      '视频核身',
      '预览',
      '提交',
      '进度',
    ]);
  });
});

describe('the step of a field', () => {
  it.each([
    ['organizer.legalRepresentative', 'organizer'],
    ['principal.officePhone', 'organizer'],
    ['documents.business-licence', 'organizer'],
    ['documents.passport', 'organizer'],
    ['documents.commitment-letter', 'materials'],
    ['websites.0.siteOwner.certificateType', 'site-owner'],
    ['websites.0.documents.id-front', 'site-owner'],
    ['websites.1.documents.id-back', 'site-owner'],
    ['websites.0.documents.passport', 'site-owner'],
    ['websites.0.documents.card-back', 'site-owner'],
    ['websites.0.documents.handheld-photo', 'materials'],
    ['websites.0.details.preApprovals', 'website'],
    ['websites.0.liveness', 'liveness'],
    ['eligibility.certificateNumber', 'organizer'],
    ['filing', 'preview'],
    ['filingType', 'preview'],
    ['terms', 'submission'],
  ] as const)('%s of an enterprise is in %s', (field, step) => {
    expect(stepOfField(field, 'enterprise')).toBe(step);
  });

  it('of a site owner who is the organizer is in the organizer’s form', () => {
    expect(stepOfField('websites.0.siteOwner.mobile', 'individual')).toBe('organizer');
  });
});
