import { expect, it } from 'vitest';
import { endsSomething } from '../../contracts/data/endings.ts';
import {
  confirmerInWords,
  declarationText,
  handedInWords,
  holderInWords,
  insteadWays,
  mayAskCode,
  organizerKindOf,
  phoneLostWords,
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

  expect(all.filter(endsSomething)).toEqual(['end-access', 'cancel-website', 'cancel-organizer']);
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

it('leads to what it may be meant as instead, of a reason once that is chosen', () => {
  const wanted = { recordId: 'r1', filingType: 'cancel-website', websiteId: 'w1' } as const;
  const ACCESS = { action: 'end-access', message: '请改为取消接入。' } as const;
  const plan = {
    instead: { action: 'cancel-organizer', message: '建议改为注销主体。' },
    reasons: [
      { code: 'not-run', label: '网站不再使用' },
      { code: 'moved', label: '更换接入服务商', instead: ACCESS },
    ],
  } as never;
  const whole = { recordId: 'r1', action: 'cancel-organizer', label: '改为注销主体' };

  expect(insteadWays(wanted, plan, 'not-run').map(({ way }) => way)).toEqual([whole]);
  expect(insteadWays(wanted, plan, 'moved').map(({ way }) => way)).toEqual([
    whole,
    { recordId: 'r1', action: 'end-access', label: '改为取消接入', websiteId: 'w1' },
  ]);
});

it('names whose record it is, and no change of a number where no website is left', () => {
  expect(holderInWords({ organizerName: '云帆科技有限公司', number: '粤ICP备2026000001号' })).toBe(
    '云帆科技有限公司（粤ICP备2026000001号）',
  );
  expect(holderInWords({ number: '粤ICP备2026000001号' })).toBe('粤ICP备2026000001号');
  expect(phoneLostWords({ websites: [] })).toBe('收不到验证码的，可以用声明和证件办理。');
});

it('says where an ending has gone to, and what comes next', () => {
  expect([handedInWords('end-access', 'queued'), handedInWords('cancel-website', 'queued')]).toEqual([
    '申请已收下，等待提交管局。一般不用短信核验；收到工信部验证码短信的，请在 24 小时内完成核验。进度和结果在备案订单里看，也按“我的隐私”里选的方式告诉你。',
    '申请已收下，等待提交管局。网站负责人收到工信部的短信后，请在 24 小时内完成核验。进度和结果在备案订单里看，也按“我的隐私”里选的方式告诉你。',
  ]);
  expect(handedInWords('cancel-organizer', 'submitted')).toBe(
    '申请已提交审核，核实后提交管局。主体负责人收到工信部的短信后，请在 24 小时内完成核验。进度和结果在备案订单里看，也按“我的隐私”里选的方式告诉你。',
  );
});
