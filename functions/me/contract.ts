import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, READ_LIMITS, WRITE_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, line } from '../../contracts/kit/words.ts';

export const consent = z.strictObject({ textVersion: z.string(), givenAt: instant, withdrawnAt: z.optional(instant) });
export const channels = z.strictObject({ weChat: z.boolean(), sms: z.boolean(), mail: z.boolean() });
export const consents = z.strictObject({ consents: z.array(consent) });

export const contract = defineContract({
  showMe: {
    method: 'GET',
    path: '/v1/me',
    summary: '我的隐私：登录方式、同意记录，以及现在能否删除个人信息',
    caller: 'session',
    limits: READ_LIMITS,
    reply: z.strictObject({
      signIn: z.strictObject({ weChat: z.boolean(), phone: z.optional(anyText) }),
      ...consents.shape,
      erasable: z.boolean(),
      activeFilings: z.int(),
    }),
  },
  exportData: {
    method: 'GET',
    path: '/v1/me/data',
    summary:
      '导出本人的全部个人信息：data 为压缩包，内有可阅读的网页和 JSON；files 为全部图片和视频，可能分为几个压缩包',
    caller: 'session',
    limits: perAccount(20, 86_400),
    atOnce: { per: 'account', most: 1 },
    reply: z.strictObject({ data: view, files: z.array(view) }),
  },
  showNotifications: {
    method: 'GET',
    path: '/v1/me/notifications',
    summary: '提醒方式：微信、短信和邮件，没有选择过时为微信和短信',
    caller: 'session',
    limits: READ_LIMITS,
    reply: channels,
  },
  chooseNotifications: {
    method: 'PUT',
    path: '/v1/me/notifications',
    summary: '选择提醒方式，至少一种；发给网站负责人本人的短信不受影响',
    caller: 'session',
    limits: WRITE_LIMITS,
    body: channels,
    reply: channels,
  },
  giveConsent: {
    method: 'POST',
    path: '/v1/me/consents',
    summary: '同意处理敏感个人信息',
    caller: 'session',
    limits: WRITE_LIMITS,
    body: z.strictObject({ textVersion: line(40) }),
    reply: consents,
  },
  withdrawConsent: {
    method: 'DELETE',
    path: '/v1/me/consents',
    summary: '撤回同意：此后不再接收、识别和核验材料，也不能提交，直到再次同意',
    caller: 'session',
    limits: WRITE_LIMITS,
    reply: consents,
  },
  eraseMe: {
    method: 'DELETE',
    path: '/v1/me',
    summary: '删除本人的个人信息并注销账号；有正在办理或已生效的备案时不能删除',
    caller: 'session',
    limits: perAccount(20),
    reply: z.strictObject({ erasedFilings: z.int() }),
  },
});
