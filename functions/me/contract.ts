import * as z from 'zod/mini';
import { asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, line } from '../../contracts/kit/words.ts';

export const consent = z.strictObject({ textVersion: z.string(), givenAt: instant, withdrawnAt: z.optional(instant) });
export const channels = z.strictObject({ weChat: z.boolean(), sms: z.boolean(), mail: z.boolean() });
export const consents = z.strictObject({ consents: z.array(consent) });

export const contract = defineContract({
  showMe: {
    ...asApplicant('GET', '/v1/me'),
    title: "Show the account's privacy state",
    summary: '我的隐私：登录方式、同意记录，以及现在能否删除个人信息',
    reply: z.strictObject({
      signIn: z.strictObject({ weChat: z.boolean(), phone: z.optional(anyText) }),
      ...consents.shape,
      erasable: z.boolean(),
      activeFilings: z.int(),
    }),
  },
  exportData: {
    ...asApplicant('GET', '/v1/me/data'),
    title: 'Export all personal data',
    summary:
      '导出本人的全部个人信息（须在 10 分钟内登录过）：data 为压缩包，内有可阅读的网页和 JSON；files 为全部图片和视频，可能分为几个压缩包',
    freshSignIn: true,
    limits: perAccount(20, 86_400),
    atOnce: { per: 'account', most: 1 },
    reply: z.strictObject({ data: view, files: z.array(view) }),
  },
  showNotifications: {
    ...asApplicant('GET', '/v1/me/notifications'),
    title: 'Show how the account is notified',
    summary: '提醒方式：微信、短信和邮件，没有选择过时为微信和短信',
    reply: channels,
  },
  chooseNotifications: {
    ...asApplicant('PUT', '/v1/me/notifications'),
    title: 'Choose how the account is notified',
    summary: '选择提醒方式，至少一种；发给网站负责人本人的短信不受影响',
    body: channels,
    reply: channels,
  },
  listUnreached: {
    ...asApplicant('GET', '/v1/me/unreached-messages'),
    title: 'List messages that were not delivered',
    summary:
      '近 30 天没有送到的消息：关于哪个网站、什么事、没送到谁（filer 办理人、principal 主体负责人、site-owner 网站负责人）；后来又送到了的不再列出',
    reply: z.strictObject({
      messages: z.array(
        z.strictObject({
          filingId: z.optional(anyText),
          recordId: z.optional(anyText),
          subject: anyText,
          what: anyText,
          role: z.enum(['filer', 'principal', 'site-owner']),
          at: instant,
        }),
      ),
    }),
  },
  giveConsent: {
    ...asApplicant('POST', '/v1/me/consents'),
    title: 'Give consent',
    summary: '同意处理敏感个人信息',
    body: z.strictObject({ textVersion: line(40) }),
    reply: consents,
  },
  withdrawConsent: {
    ...asApplicant('DELETE', '/v1/me/consents'),
    title: 'Withdraw consent',
    summary: '撤回同意：此后不再接收、识别和核验材料，也不能提交，直到再次同意',
    reply: consents,
  },
  eraseMe: {
    ...asApplicant('DELETE', '/v1/me'),
    title: 'Erase the account',
    summary: '删除本人的个人信息并注销账号；有正在办理或已生效的备案时不能删除；须在 10 分钟内登录过',
    freshSignIn: true,
    limits: perAccount(20),
    reply: z.strictObject({ erasedFilings: z.int() }),
  },
});
