import { describe, expect, it } from 'vitest';
import { divisionName } from '../data/divisions.ts';
import { wordsOf } from './value-words.ts';

describe('a value of the checklist', () => {
  it.each([
    ['principal.certificateType', 'id-card', '居民身份证'],
    ['websites.0.siteOwner.certificateType', 'hk-macao-permit', '港澳居民来往内地通行证'],
    ['websites.0.details.languages', 'zh-CN、en', '中文简体、英语'],
    ['websites.1.details.serviceContents', '1、8', '即时通信、单位门户网站'],
    ['websites.0.details.preApprovals', 'NEWS 样例 1 号、EDU 样例2号', '新闻 样例 1 号、教育 样例2号'],
    ['websites.0.details.preApprovals', '', '以上都不涉及'],
    ['numberReason', 're-issued', '换发证照，单位没有变'],
    ['websites.0.cloudService', 'resource cvm ap-guangzhou ins-1', '云服务器 ap-guangzhou ins-1'],
    ['websites.0.cloudService', 'authorization-code SAMPLE-0001', '备案授权码 SAMPLE-0001'],
    ['organizer.address', '440000 440300 440305 样例路1号2栋301室', '广东省深圳市南山区 样例路1号2栋301室'],
    ['organizer.address', '440****', '广东省****'],
  ])('is read as people say it: %s %s', (row, text, words) => {
    expect(wordsOf(row, text, divisionName)).toBe(words);
  });

  it.each([
    ['websites.0.details.remark', 'zh-CN'],
    ['principal.certificateType', 'library-card'],
    ['websites.0.details.preApprovals', 'MAGIC 1'],
    ['organizer.certificateAddress', '深圳市样例路1号'],
    ['organizer.certificateAddress', '深圳市****'],
    ['principal.mobile', '138****1234'],
    ['principal.certificateType', ''],
  ])('stays as it is where no table knows it: %s %s', (row, text) => {
    expect(wordsOf(row, text, divisionName)).toBe(text);
  });
});
