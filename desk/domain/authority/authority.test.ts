import { describe, expect, it } from 'vitest';
import { effectOf, possibleAnswers, stageAfter } from './authority.ts';
import { SHIPPED_AUTHORITY_SETTINGS, standingOfAuthority } from './authority-settings.ts';

describe('an answer of the authority', () => {
  it.each([
    ['handed-in', 'sms-started', 'sms', ['sms-waiting']],
    ['handed-in', 'returned', 'over', ['returned']],
    ['sms', 'sms-started', 'sms', ['sms-waiting']],
    ['sms', 'sms-verified', 'reviewing', ['sms-done']],
    ['sms', 'sms-failed', 'over', ['sms-failed']],
    ['sms', 'sms-timed-out', 'over', ['sms-timed-out']],
    ['reviewing', 'accepted', 'accepted', ['authority-accepted']],
    ['accepted', 'returned', 'over', ['authority-returned']],
    ['accepted', 'approved', 'approved', ['approved']],
    ['reviewing', 'returned', 'over', ['authority-returned']],
    ['reviewing', 'approved', 'approved', ['approved']],
  ] as const)('%s, %s: the filing service hears of it', (stage, kind, next, verdicts) => {
    expect(effectOf(stage, kind, 'first')).toMatchObject({ stage: next, verdicts });
  });

  it('can’t come before its time, or after the end', () => {
    expect(effectOf('handed-in', 'approved', 'first')).toBeUndefined();
    expect(effectOf('sms', 'returned', 'first')).toBeUndefined();
    expect(possibleAnswers('over', 'first')).toEqual([]);
    expect(possibleAnswers('accepted', 'first')).toEqual(['returned', 'approved']);
    expect(possibleAnswers('approved', 'first')).toEqual([]);
    expect(possibleAnswers('sms', 'change')).toEqual(['sms-started', 'sms-verified', 'sms-failed', 'sms-timed-out']);
  });

  it('is typed after those that can still be taken back', () => {
    expect(stageAfter('handed-in', ['sms-started', 'sms-verified'], 'first')).toBe('reviewing');
  });

  it('that an SMS verification timed out has a filing handed in again, but not what ends something', () => {
    expect(effectOf('sms', 'sms-timed-out', 'new-website')?.handsInAgain).toBe(true);
    expect(effectOf('sms', 'sms-timed-out', 'cancel-website')?.handsInAgain).toBe(false);
  });

  it('about the end of an access comes without an SMS verification', () => {
    expect(effectOf('handed-in', 'returned', 'end-access')?.verdicts).toEqual([
      'sms-waiting',
      'sms-done',
      'authority-returned',
    ]);
    expect(effectOf('handed-in', 'approved', 'cancel-website')).toBeUndefined();
  });
});

describe('the authority’s hours', () => {
  const settings = { ...SHIPPED_AUTHORITY_SETTINGS, fromHour: 8, toHour: 20, onWorkdaysOnly: true };
  const isWorkday = (day: string) => day !== '2026-11-28';
  const at = (beijing: string) => standingOfAuthority(settings, new Date(`${beijing}+08:00`), isWorkday);

  it('are full hours in Beijing, on working days where it says so', () => {
    expect(at('2026-11-27T07:59:59')).toBe('closed');
    expect(at('2026-11-27T08:00:00')).toBe('open');
    expect(at('2026-11-27T20:00:00')).toBe('closed');
    expect(at('2026-11-28T10:00:00')).toBe('closed');
    expect(standingOfAuthority(SHIPPED_AUTHORITY_SETTINGS, new Date('2026-11-28T19:30:00Z'), isWorkday)).toBe('open');
  });

  it('end with a hold, until it is over', () => {
    const hold = { reason: '管局系统维护', until: '2026-11-27T04:00:00Z' };
    const held = (now: string) => standingOfAuthority({ ...settings, hold }, new Date(now), isWorkday);
    expect([held('2026-11-27T03:59:00Z'), held('2026-11-27T04:00:00Z')]).toEqual(['held', 'open']);
    const forGood = { ...settings, hold: { reason: '系统停用' } };
    expect(standingOfAuthority(forGood, new Date('2027-11-26T04:00:00Z'), () => true)).toBe('held');
  });
});
