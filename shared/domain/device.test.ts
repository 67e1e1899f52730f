import { describe, expect, it } from 'vitest';
import { deviceOf } from './device.ts';

describe('the device behind a User-Agent', () => {
  it.each([
    [
      '微信 · iPhone',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.53',
    ],
    [
      '微信 · 安卓设备',
      'Mozilla/5.0 (Linux; Android 14; V2309A) Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.53 MiniProgramEnv/android',
    ],
    ['微信 · 鸿蒙设备', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 MicroMessenger/1.0.5'],
    [
      'Chrome · Windows 电脑',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    ],
    [
      'Edge · Windows 电脑',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    ],
    [
      'Safari · Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    ],
    ['Firefox · Linux 电脑', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
    ['其他程序 · 其他设备', 'curl/8.5.0'],
    ['其他程序 · 其他设备', ''],
  ])('is %s', (device, userAgent) => {
    expect(deviceOf(userAgent)).toBe(device);
  });
});
