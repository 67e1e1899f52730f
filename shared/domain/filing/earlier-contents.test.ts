import { describe, expect, it } from 'vitest';
import { change, enterprise, individual } from '../rules/cases.ts';
import { ofEarlierForms } from './earlier-contents.ts';

/** The contents of an enterprise as the form saved them before it had 法人姓名. */
const saved = (changes: Readonly<Record<string, unknown>> = {}) =>
  change(enterprise, {
    'contents.organizer.legalRepresentative': undefined,
    'contents.organizer.investor': '陈星远',
    ...Object.fromEntries(Object.entries(changes).map(([path, value]) => [`contents.${path}`, value])),
  }).contents;

describe('contents of earlier forms', () => {
  it('have 法人姓名 where the form had written it into 投资人或主管单位, with its confirmation', () => {
    const contents = ofEarlierForms(saved({ confirmed: ['organizer.investor', 'organizer.name'] }));

    expect(contents.organizer).toMatchObject({ name: '深圳市星河样例科技有限公司', legalRepresentative: '陈星远' });
    expect(contents.organizer).not.toHaveProperty('investor');
    expect(contents.confirmed).toEqual(['organizer.legalRepresentative', 'organizer.name']);
  });

  it.each([
    ['an investor who is somebody else', { 'organizer.investor': '样例集团有限公司' }],
    ['a principal who is not the legal representative', { 'principal.isLegalRepresentative': false }],
    ['no principal yet', { principal: undefined }],
    ['no organizer yet', { organizer: undefined }],
    ['no investor', { 'organizer.investor': undefined }],
    ['today’s fields', { 'organizer.legalRepresentative': '陈星远' }],
  ])('stay as they are with %s', (_, changes) => {
    const contents = saved(changes);

    expect(ofEarlierForms(contents)).toEqual(contents);
  });

  it('have the certificate that everybody had', () => {
    const { principal, websites } = ofEarlierForms(
      saved({ 'principal.certificateType': undefined, 'websites.0.siteOwner.certificateType': undefined }),
    );

    expect(principal?.certificateType).toBe('id-card');
    expect(websites[0]?.siteOwner?.certificateType).toBe('id-card');
  });

  it('keep another certificate', () => {
    const { principal } = ofEarlierForms(saved({ 'principal.certificateType': 'passport' }));

    expect(principal?.certificateType).toBe('passport');
  });

  it('of an individual stay as they are', () => {
    expect(ofEarlierForms(individual.contents)).toEqual(individual.contents);
  });
});
