import { expect, it } from 'vitest';
import { confirmerInWords, isEndingAction, mayAskCode } from './endings.ts';

const plan = {
  confirmations: [
    { rule: 'FT-44', message: '' },
    { rule: 'FT-41', message: '' },
  ],
};

it('a code may be asked for once there is a reason and everything is confirmed', () => {
  expect(mayAskCode(plan, 'moved', ['FT-41', 'FT-44'])).toBe(true);
  expect(mayAskCode(plan, '', ['FT-41', 'FT-44'])).toBe(false);
  expect(mayAskCode(plan, 'moved', ['FT-44'])).toBe(false);
});

it('says whose phone the code goes to', () => {
  expect(confirmerInWords({ who: 'principal', mobile: '138****0017' })).toBe(
    '验证码发送到主体负责人备案的手机号 138****0017。',
  );
  expect(confirmerInWords({ who: 'site-owner', mobile: '138****0017' })).toContain('网站负责人');
});

it('three actions end something', () => {
  const all = ['new-website', 'change', 'end-access', 'cancel-website', 'cancel-organizer'];

  expect(all.filter(isEndingAction)).toEqual(['end-access', 'cancel-website', 'cancel-organizer']);
});
