import { describe, expect, it } from 'vitest';
import { askerOf } from './asker.ts';

const CHROMIUM = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';

describe('what asks for a sign-in', () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM} Safari/537.36 Edg/142.0`, 'Windows 上的 Edge'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM} Safari/537.36`, 'Windows 上的 Chrome'],
    [`Mozilla/5.0 (Windows NT 10.0) ${CHROMIUM} Safari/537.36 MicroMessenger/7.0`, 'Windows 上的 微信'],
    [`Mozilla/5.0 (Windows NT 10.0) ${CHROMIUM} Safari/537.36 Core/1.94 QQBrowser/12`, 'Windows 上的 QQ 浏览器'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Linux 上的 Firefox'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.1 Safari/605', 'Mac 上的 Safari'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1',
      'iPhone 上的 Safari',
    ],
    [`Mozilla/5.0 (Linux; Android 15; 24031PN0DC) ${CHROMIUM} Mobile Safari/537.36`, 'Android 上的 Chrome'],
    ['curl/8.5.0', '未知'],
    ['Android', 'Android'],
    ['请点击 https://example.cn 领奖', '未知'],
    ['', '未知'],
  ])('is a browser that is named by our own words: %s', (userAgent, browser) => {
    expect(askerOf('203.0.113.8', userAgent).browser).toBe(browser);
  });

  it.each([
    ['113.87.12.34', '113.87.*.*'],
    ['::ffff:113.87.12.34', '113.87.*.*'],
    ['2408:8207:7840:1234:5678:9abc:def0:1234', '2408:8207:7840:*'],
    ['2408:8207::1', '2408:8207:0:*'],
    ['::1', '0:0:0:*'],
    ['', '未知'],
    ['localhost', '未知'],
    ['113.87.12', '未知'],
  ])('has an address of which only the first half is shown: %s', (address, addressRange) => {
    expect(askerOf(address, '').addressRange).toBe(addressRange);
  });
});
