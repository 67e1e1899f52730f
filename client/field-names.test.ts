import { describe, expect, it } from 'vitest';
import { nameOfField } from './field-names.ts';

describe('nameOfField', () => {
  it.each([
    ['organizer.name', '主办者名称'],
    ['principal.mobile', '手机号码'],
    ['websites.0.details.name', '网站名称'],
    ['websites.2.siteOwner.email', '电子邮箱'],
    ['documents.id-front', '身份证人像面'],
    ['websites.0.documents.domain-certificate', '域名实名认证截图'],
  ])('calls %s by the label of its form or paper', (path, name) => {
    expect(nameOfField(path, 'enterprise')).toBe(name);
  });

  it.each([
    ['websites.0.liveness', '视频核身'],
    ['websites.0', '网站信息'],
    ['documents.unheard-of', '上传材料'],
  ])('calls %s by its step when no single field is meant', (path, name) => {
    expect(nameOfField(path, 'enterprise')).toBe(name);
  });
});
