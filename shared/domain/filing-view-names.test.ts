import { describe, expect, it } from 'vitest';
import { fieldName } from './filing-view-names.ts';

describe('the name of a field', () => {
  it.each([
    ['organizer.name', '主办者名称'],
    ['organizer.address.detail', '通信地址：详细地址'],
    ['principal.mobile', '主体负责人：手机号码'],
    ['principal', '主体负责人'],
    ['websites.0.details.remark', '网站备注'],
    ['websites.12.siteOwner.email', '网站负责人：电子邮箱'],
    ['websites.0', '网站信息'],
    ['websites.1.liveness', '视频核身'],
    ['documents.id-front', '身份证人像面'],
    ['websites.0.documents.handheld-photo', '手持证件照'],
  ])('of %s is %s', (path, name) => {
    expect(fieldName(path)).toBe(name);
  });

  it.each(['documents.constructor', 'principal.toString', 'websites.0.unheard-of', 'x'])(
    'of %s, which nobody knows, is its path',
    (path) => {
      expect(fieldName(path)).toBe(path);
    },
  );
});
