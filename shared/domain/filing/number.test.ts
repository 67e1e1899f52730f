import { describe, expect, it } from 'vitest';
import { isWebsiteNumber, organizerNumber } from './number.ts';

describe('filing number', () => {
  it.each([
    ['粤ICP备2021012345号', '粤ICP备2021012345号', false],
    ['粤ICP备2021012345号-1', '粤ICP备2021012345号', true],
    [' 京 icp备 12345678 号－12 ', '京ICP备12345678号', true],
    ['蜀ICP备2021012345号-3X', '蜀ICP备2021012345号', true],
    ['陇ICP备20012345号-2A', '陇ICP备20012345号', true],
    ['鄂ICP备2021012345号-4K', '鄂ICP备2021012345号', true],
    ['粤B2-20090059', '粤B2-20090059', false],
    ['粤B2-20090059-5', '粤B2-20090059', true],
  ])('%s is a filing number of the organizer %s', (text, organizer, website) => {
    expect(organizerNumber(text)).toBe(organizer);
    expect(isWebsiteNumber(text)).toBe(website);
  });

  it.each([
    '',
    '粤ICP备2021012345',
    '川ICP备2021012345号',
    '甘ICP备2021012345号',
    '粤ICP备1921012345号',
    '粤ICP备202101234号',
    '粤ICP证2021012345号',
    '粤ICP备2021012345号-',
    '粤ICP备2021012345号-123456',
    '粤ICP备2021012345号-4Z',
    '粤公网安备44030502000001号',
  ])('%j is not a filing number', (text) => {
    expect(organizerNumber(text)).toBeUndefined();
  });
});
