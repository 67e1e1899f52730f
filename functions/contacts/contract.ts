import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { anyText, id, sixDigits } from '../../contracts/kit/words.ts';
import { CONTACT_KINDS } from '../../shared/domain/filing/contacts.ts';
import { codeTimes } from '../../shared/schemas/code-times.ts';
import { declineReason, handOverState } from '../../shared/schemas/hand-over-state.ts';

/** `principal`, or `site-owner:` with the id of their website. */
const person = z.templateLiteral(['site-owner:', z.uuid()]);
export const contactPerson = z.union([z.literal('principal'), person]);
const kind = z.enum(CONTACT_KINDS);
const code = sixDigits('请填写 6 位验证码。');
/** 32 random bytes that a browser has made, base64url; and their SHA-256. */
const token = z.string().check(z.regex(/^[\w-]{43}$/, { error: '链接不完整，请重新打开收到的链接。' }));
const params = z.strictObject({ filingId: id });
export const contact = z.strictObject({
  person: contactPerson,
  kind,
  address: anyText,
  confirmedAt: z.optional(instant),
});
export const contacts = z.strictObject({ contacts: z.array(contact) });
/** How the link stands that was sent to a person. */
export const contactLink = z.strictObject({
  person: contactPerson,
  state: handOverState,
  declineReason: z.optional(declineReason),
  expiresAt: instant,
});
/** Strangers: slow enough against guessing tokens, which have 256 bits. */
const limits = [{ per: 'address', times: 300, seconds: 600 }] as const;

export const contract = defineContract({
  listContacts: {
    ...asApplicant('GET', '/v1/contacts/{filingId}'),
    title: 'List the contacts of a filing',
    summary:
      '联系方式：备案里每个负责人的手机号和邮箱（已脱敏），以及何时用验证码确认过，发给本人的链接到了哪一步；改动后须重新确认',
    params,
    reply: z.extend(contacts, { links: z.array(contactLink) }),
  },
  sendContactCode: {
    ...asApplicant('POST', '/v1/contacts/{filingId}/codes'),
    title: 'Send a code to a contact',
    summary: '向一个负责人的手机号（短信）或邮箱（邮件）发送验证码',
    origin: true,
    limits: perAccount(60),
    params,
    body: z.strictObject({ person: contactPerson, kind }),
    reply: codeTimes,
    status: 202,
  },
  confirmContact: {
    ...asApplicant('POST', '/v1/contacts/{filingId}/confirmations'),
    title: 'Confirm a contact',
    summary: '填写验证码，确认一个联系方式',
    limits: perAccount(120),
    params,
    body: z.strictObject({ person: contactPerson, kind, code }),
    reply: contacts,
  },
  makeContactLink: {
    ...asApplicant('POST', '/v1/contacts/{filingId}/links'),
    title: 'Make a link for a person to confirm their contacts',
    summary:
      '登记一个链接，由负责人本人确认自己的联系方式。令牌由网页生成，只提交它的摘要；链接 24 小时内有效，验证码填错 3 次即失效，新的链接取代旧的',
    limits: perAccount(60),
    params,
    body: z.strictObject({ person: contactPerson, digest: token }),
    reply: z.strictObject({ expiresAt: instant }),
    status: 201,
  },
  openContactLink: {
    ...asAnybody('POST', '/v1/contact-links/openings'),
    title: 'Open a link to confirm contacts',
    summary: '打开确认联系方式的链接：谁为哪个域名备案，要确认哪些联系方式（已脱敏）；链接已经结束的，只说明到了哪一步',
    limits,
    body: z.strictObject({ token }),
    reply: z.strictObject({
      state: handOverState,
      asker: z.optional(anyText),
      organizer: z.optional(anyText),
      domains: z.array(anyText),
      name: z.optional(anyText),
      expiresAt: instant,
      ...contacts.shape,
    }),
  },
  sendCodeByLink: {
    ...asAnybody('POST', '/v1/contact-links/codes'),
    title: 'Send a code by a link',
    summary: '凭链接向本人的手机号或邮箱发送验证码',
    origin: true,
    limits,
    body: z.strictObject({ token, kind }),
    reply: codeTimes,
    status: 202,
  },
  confirmByLink: {
    ...asAnybody('POST', '/v1/contact-links/confirmations'),
    title: 'Confirm a contact by a link',
    summary: '凭链接填写验证码，确认本人的一个联系方式',
    limits,
    body: z.strictObject({ token, kind, code }),
    reply: contacts,
  },
  declineContactLink: {
    ...asAnybody('POST', '/v1/contact-links/refusals'),
    title: 'Decline a link to confirm contacts',
    summary: '收到链接的人不确认，说明是哪一种情况：链接马上失效',
    limits,
    body: z.strictObject({ token, reason: declineReason }),
    reply: z.strictObject({ state: z.literal('declined') }),
  },
});
