import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAPTOP_MINI_PROGRAM, startWeChat, type WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPhoneNumbers } from './phone-numbers.ts';

let dir: string;
let platform: WeChatStandIn;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wechat-'));
  platform = await startWeChat({ port: 0, dir, log: () => {}, now: () => new Date() });
});
afterAll(async () => {
  await platform.stop();
  await rm(dir, { recursive: true });
});

const phoneNumbers = () =>
  createPhoneNumbers({
    ...LAPTOP_MINI_PROGRAM,
    endpoint: platform.url,
    version: 'develop',
    timeoutSeconds: 5,
    clock: { now: () => new Date() },
  });

async function tapped(number: string): Promise<string> {
  const response = await fetch(`${platform.url}/laptop/phone?number=${encodeURIComponent(number)}`);
  return ((await response.json()) as { code: string }).code;
}

describe('the number that a person has bound to WeChat', () => {
  it('is told once for each tap', async () => {
    const numbers = phoneNumbers();
    const code = await tapped('13822230017');

    expect(await numbers.numberOf(code)).toBe('13822230017');
    expect(await numbers.numberOf(code)).toBeUndefined();
    expect(await numbers.numberOf('invented')).toBeUndefined();
  });

  it('fails with the kind of the errcode', async () => {
    const numbers = phoneNumbers();
    const code = await tapped('13822230017');
    await numbers.numberOf(await tapped('13822230018'));
    platform.failNext(48001);

    const outcome = numbers.numberOf(code);

    await expect(outcome).rejects.toMatchObject({ port: 'wechat', kind: 'refused', vendorCode: '48001' });
  });
});
