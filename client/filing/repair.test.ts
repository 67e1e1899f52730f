import { describe, expect, it } from 'vitest';
import { documentField, flaggedMessages, repairText } from './repair.ts';

const nameOf = (table: string, code: string | number) => `${table} ${code}`;

describe('an old value', () => {
  it.each([
    ['websites.0.details.remark', '展示产品', '展示产品'],
    ['websites.1.details.serviceContents', [1, 2], 'service-contents 1、service-contents 2'],
    ['websites.0.details.preApprovals', [], '以上都不涉及'],
    ['principal.idValidTo', 'long-term', '长期'],
    ['websites.0.siteOwner.isLegalRepresentative', true, '是'],
    ['organizer.investor', undefined, '没有填写'],
    ['organizer.address.detail', '科苑南路2号', '科苑南路2号'],
    ['websites.0.details', { remark: '展示产品' }, ''],
    ['organizer.fax', undefined, ''],
    ['documents.id-front', undefined, ''],
  ])('of %s is shown as people read it', (path, value, text) => {
    expect(repairText(path, value, nameOf)).toBe(text);
  });
});

describe('the path of a document', () => {
  it.each([
    ['organizer', 'documents.id-front'],
    ['website:second', 'websites.1.documents.id-front'],
    ['website:gone', 'documents.id-front'],
  ] as const)('of %s is %s', (subject, path) => {
    expect(documentField([{ websiteId: 'first' }, { websiteId: 'second' }], 'id-front', subject)).toBe(path);
  });
});

describe('a tile or a form that was flagged', () => {
  const flagged = [
    { field: 'websites.0.documents', reason: '照片都太暗', suggestion: '重拍' },
    { field: 'websites.0.documents.handheld-photo', reason: '挡住了执照' },
    { field: 'organizer.name', reason: '与执照不符' },
  ];

  it('says why, also when the section around it was', () => {
    expect(flaggedMessages(flagged, 'websites.0.documents.handheld-photo')).toEqual([
      { severity: 'require', text: '审核意见：照片都太暗', suggestion: '重拍' },
      { severity: 'require', text: '审核意见：挡住了执照', suggestion: undefined },
    ]);
  });

  it.each(['websites.1.documents.handheld-photo', 'organizer', 'websites.0.documentsx'])('%s was not', (path) => {
    expect(flaggedMessages(flagged, path)).toEqual([]);
  });
});
