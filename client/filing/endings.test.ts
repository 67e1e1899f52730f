import { expect, it } from 'vitest';
import {
  confirmerInWords,
  declarationText,
  handedInWords,
  isEndingAction,
  mayAskCode,
  organizerKindOf,
  readyPapers,
} from './endings.ts';

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

const papers = [
  { kind: 'business-licence', subject: 'organizer', label: '营业执照' },
  { kind: 'ending-declaration', subject: 'organizer', label: '注销或取消接入声明' },
];

it('papers stand for the code once each of them is ready', () => {
  const of = (state: 'ready' | 'checking') => (name: { kind: string }) => ({
    state: name.kind === 'business-licence' ? ('ready' as const) : state,
    documentId: name.kind,
  });

  expect(readyPapers({ papers }, of('checking'))).toBeUndefined();
  expect(readyPapers({ papers }, of('ready'))).toEqual(['business-licence', 'ending-declaration']);
  expect([organizerKindOf({ papers }), organizerKindOf({ papers: papers.slice(1) })]).toEqual([
    'enterprise',
    'individual',
  ]);
});

it('the declaration names what ends', () => {
  const websites = [{ websiteId: 'w', number: '粤ICP备2026000001号-1', domains: ['yunfan-keji.cn'] }];

  expect(declarationText({ label: '注销网站', websites })).toContain(
    '自愿申请注销网站，涉及的网站：yunfan-keji.cn（粤ICP备2026000001号-1）。',
  );
});

it('says where an ending has gone to, and what comes next', () => {
  expect([handedInWords('end-access', 'queued'), handedInWords('cancel-website', 'queued')]).toEqual([
    '申请已提交管局，结果会通知你。可以在备案订单里查看进度。',
    '申请已提交管局，结果会通知你。网站负责人收到工信部的短信后，请在 24 小时内完成核验。可以在备案订单里查看进度。',
  ]);
  expect(handedInWords('cancel-organizer', 'submitted')).toBe(
    '申请已提交审核，核实后提交管局，结果会通知你。主体负责人收到工信部的短信后，请在 24 小时内完成核验。可以在备案订单里查看进度。',
  );
});
