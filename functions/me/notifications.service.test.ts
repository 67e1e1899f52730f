import { describe, expect, it } from 'vitest';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();

describe('notification preferences', () => {
  it('are WeChat and SMS until the person chooses, and are each account’s own', async () => {
    const [call, other] = [await callerAt(laptop, 'chooses'), await callerAt(laptop, 'chooses nothing')];
    const chosen = { weChat: false, sms: true, mail: true };

    const before = await call('GET', '/v1/me/notifications');
    const saved = await call('PUT', '/v1/me/notifications', chosen);
    const after = await call('GET', '/v1/me/notifications');

    expect(before.body).toEqual({ weChat: true, sms: true, mail: false });
    expect([saved.status, saved.body, after.body]).toEqual([200, chosen, chosen]);
    expect((await other('GET', '/v1/me/notifications')).body).toEqual({ weChat: true, sms: true, mail: false });
  });

  it('leave at least one way', async () => {
    const call = await callerAt(laptop, 'wants silence');

    const reply = await call('PUT', '/v1/me/notifications', { weChat: false, sms: false, mail: false });

    expect(refusalOf(reply)).toBe('422 notifications.none');
    expect((await call('GET', '/v1/me/notifications')).body).toEqual({ weChat: true, sms: true, mail: false });
  });
});
