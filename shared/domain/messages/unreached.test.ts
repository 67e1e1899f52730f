import { describe, expect, it } from 'vitest';
import type { OutboxState } from './outbox-message.ts';
import { type ReminderRow, unreachedOf } from './unreached.ts';

/** A row as it stands in the outbox: `returned/v3/account sent`. */
function row(text: string, day: number): ReminderRow {
  const [key = '', state = '', failure] = text.split(' ');
  const [notification = '', occasion, recipient = ''] = key.split('/');
  return {
    key: `reminder/${notification}/f1/${occasion}/${recipient}`,
    payload: { notification, filingId: 'f1', round: 1, recipient },
    state: state as OutboxState,
    failure,
    at: new Date(Date.UTC(2026, 10, day)),
  };
}
const unreached = (...texts: readonly string[]) =>
  unreachedOf(texts.map((text, index) => row(text, index + 1))).map(
    ({ notification, role, at }) => `${notification} ${role} ${at.getUTCDate()}`,
  );

describe('what reached nobody', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['arrived', ['returned/v3/account sent'], []],
    ['is on its way', ['returned/v3/account ended refused', 'returned/v3/phone waiting'], []],
    [
      'was refused by WeChat, and the account has no other way',
      ['returned/v3/account ended refused'],
      ['returned filer 1'],
    ],
    [
      'failed on all ways',
      ['returned/v3/account ended unreachable', 'returned/v3/phone parked sms:broken'],
      ['returned filer 1'],
    ],
    ['failed on one way, and came by another', ['returned/v3/account ended refused', 'returned/v3/mailbox sent'], []],
    ['is no longer true', ['sms-unconfirmed/1/account ended out-of-date'], []],
    ['is not wanted on that way', ['returned/v3/principal ended unwanted'], []],
    [
      'came at the same number in another role',
      ['sms-verification/v3/account ended refused', 'sms-verification/v3/phone ended same-number'],
      [],
    ],
    ['was told by phone', ['returned/v3/account ended refused', 'returned/v3/phone ended told'], []],
    [
      'has no template',
      ['sms-verification/v3/site-owner:w1 ended not-set-up', 'sms-verification/v3/account sent'],
      ['sms-verification site-owner 1'],
    ],
    [
      'failed, and the filer heard the next thing',
      ['returned/v3/account ended refused', 'approved/v9/account sent'],
      [],
    ],
    [
      'failed, and somebody else heard the next thing',
      ['returned/v3/account ended refused', 'approved/v9/principal sent'],
      ['returned filer 1'],
    ],
    [
      'failed twice: the newest',
      ['returned/v3/account ended refused', 'approved/v9/account ended refused'],
      ['approved filer 2'],
    ],
  ])('is told of what %s', (_, rows, expected) => {
    expect(unreached(...rows)).toEqual(expected);
  });

  it('tells which ways were tried, and by what it is known', () => {
    const [message] = unreachedOf([
      row('returned/v3/account ended refused', 1),
      row('returned/v3/phone parked sms:broken', 1),
      row('returned/v3/mailbox ended unwanted', 1),
    ]);

    expect(message).toMatchObject({
      key: 'reminder/returned/f1/v3/account',
      tried: [
        { way: 'wechat', failure: 'refused' },
        { way: 'sms', failure: 'sms:broken' },
      ],
    });
  });
});
