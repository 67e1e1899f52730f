import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { createSms, LAPTOP_SMS, type Sms } from 'tencent-stand-in/sms.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LAPTOP_SMS_TEMPLATE_IDS, LAPTOP_SMS_TEMPLATES } from '../../../../local/sms-templates.ts';
import type { TextMessage } from '../../../ports/messages/reminders.ts';
import { createTextMessages, type SmsSettings, smsTemplates } from './text-messages.ts';

let dir: string;
let sms: Sms;
let cloud: RunningCloudApi;
let now = Date.parse('2026-11-25T02:00:00Z');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sms-'));
  sms = await openSms(() => new Date(now));
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: sms.actions });
});
afterAll(async () => {
  await cloud.stop();
  await rm(dir, { recursive: true });
});
beforeEach(() => {
  now += 31_000;
});

const openSms = (now?: () => Date) =>
  createSms({ file: join(dir, 'messages.jsonl'), templates: LAPTOP_SMS_TEMPLATES, ...(now && { now }) });

const opened = (changes: Partial<SmsSettings> = {}) =>
  createTextMessages({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 5,
    ...LAPTOP_SMS,
    templates: smsTemplates(LAPTOP_SMS_TEMPLATE_IDS),
    ...changes,
  });
const message = (changes: Partial<TextMessage> = {}): TextMessage => ({
  id: 'reminder/approved/f1/v7/principal',
  mobile: '13822230017',
  template: 'approved-to-principal',
  parameters: ['yunfan-keji.cn', '粤ICP备2026000001号'],
  ...changes,
});

describe('SMS by Tencent Cloud', () => {
  it('[D4] reaches the phone with the text of its template, and has the message id', async () => {
    expect(await opened().send(message())).toBe('sent');

    expect(sms.messages().at(-1)).toEqual({
      phone: '+8613822230017',
      text: '【备案服务】yunfan-keji.cn备案通过，备案号粤ICP备2026000001号，可到 beian.miit.gov.cn 查',
      sessionContext: 'reminder/approved/f1/v7/principal',
      sentAt: new Date(now).toISOString(),
    });
  });

  it('carries a one-time code', async () => {
    expect(await opened().send(message({ template: 'sign-in-code', parameters: ['004217'] }))).toBe('sent');

    expect(sms.messages().at(-1)?.text).toBe(
      '【备案服务】你的登录验证码为004217，5分钟内有效，请勿告诉他人。如非本人操作请忽略。',
    );
  });

  it('is not sent where the operator has no template for it', async () => {
    const before = sms.messages().length;

    expect(await opened({ templates: {} }).send(message())).toBe('not-set-up');
    expect(await opened({ templates: smsTemplates('') }).send(message())).toBe('not-set-up');
    expect(sms.messages()).toHaveLength(before);
  });

  it.each(['86138', '02066668888', ''])('is unreachable for %j', async (mobile) => {
    expect(await opened().send(message({ mobile }))).toBe('unreachable');
  });

  it('ends when the person has replied T', async () => {
    sms.unsubscribe('+8613900000001');

    expect(await opened().send(message({ mobile: '13900000001' }))).toBe('refused');
  });

  it.each([
    ['LimitExceeded.PhoneNumberThirtySecondLimit', 30],
    ['LimitExceeded.DeliveryFrequencyLimit', 30],
    ['LimitExceeded.PhoneNumberOneHourLimit', 3600],
    ['LimitExceeded.PhoneNumberDailyLimit', 86_400],
    ['LimitExceeded.PhoneNumberSameContentDailyLimit', 86_400],
  ])('[D2] waits as long as the limit lasts: %s, %i s', async (code, retryAfterSeconds) => {
    sms.failNext(code);

    await expect(opened().send(message())).rejects.toMatchObject({
      port: 'sms',
      kind: 'throttled',
      vendorCode: code,
      retryAfterSeconds,
    });
  });

  it.each([
    ['FailedOperation.InsufficientBalanceInSmsPackage', 'refused'],
    ['FailedOperation.SignatureIncorrectOrUnapproved', 'refused'],
    ['InvalidParameterValue.TemplateParameterLengthLimit', 'refused'],
    ['InternalError.OtherError', 'broken'],
  ] as const)('[V1] leaves to the operator or to later what is no fault of the person: %s', async (code, kind) => {
    sms.failNext(code);

    await expect(opened().send(message())).rejects.toMatchObject({ port: 'sms', kind, vendorCode: code });
  });

  it('[V1] names the setting when the operator’s balance is used up, and none for other refusals', async () => {
    sms.failNext('FailedOperation.InsufficientBalanceInSmsPackage');
    const unpaid = opened().send(message());
    await expect(unpaid).rejects.toMatchObject({ setting: 'sms-balance' });
    sms.failNext('FailedOperation.SignatureIncorrectOrUnapproved');
    const unsigned = opened().send(message());
    await expect(unsigned).rejects.toMatchObject({ setting: undefined });
  });

  it('[V1] maps an error of the whole request too', async () => {
    await expect(opened({ sdkAppId: '1400000001' }).send(message())).rejects.toMatchObject({
      kind: 'refused',
      vendorCode: 'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
    });
    cloud.failNext('SendSms', { code: 'RequestLimitExceeded' });
    await expect(opened().send(message())).rejects.toMatchObject({ kind: 'throttled' });
  });

  it('[V2] times out', async () => {
    cloud.failNext('SendSms', { hang: true });

    await expect(opened({ timeoutSeconds: 0.3 }).send(message())).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('the laptop’s SMS vendor', () => {
  it('remembers what was sent over a restart', async () => {
    await opened().send(message({ mobile: '13822230018' }));

    const again = await openSms();

    expect(again.messages()).toEqual(sms.messages());
  });

  it('sends one text to one number once in half a minute', async () => {
    await opened().send(message());
    now += 29_999;

    await expect(opened().send(message())).rejects.toMatchObject({
      vendorCode: 'LimitExceeded.PhoneNumberThirtySecondLimit',
    });
  });

  it.each<[Partial<SmsSettings>, Partial<TextMessage>, string]>([
    [{ signName: '别人' }, {}, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    [{ templates: { 'approved-to-principal': '1' } }, {}, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    [{}, { parameters: [] }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    [{}, { parameters: ['yunfan-keji.cn', '字'.repeat(21)] }, 'InvalidParameterValue.TemplateParameterLengthLimit'],
    [{}, { id: 'x'.repeat(512) }, 'InvalidParameter'],
    [{}, { template: 'sign-in-code', parameters: ['12345a'] }, 'InvalidParameterValue.TemplateParameterFormatError'],
    [{}, { template: 'sign-in-code', parameters: ['1234567'] }, 'InvalidParameterValue.TemplateParameterFormatError'],
  ])('refuses as the vendor does: %j %j', async (settings, changes, vendorCode) => {
    await expect(opened(settings).send(message(changes))).rejects.toMatchObject({ vendorCode });
  });
});
