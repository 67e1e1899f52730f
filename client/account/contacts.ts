import { PERSON } from '../../contracts/forms/form-fields.ts';
import type { Reply } from '../calls/messages.ts';
import { askerView } from '../hand-overs/receiver.ts';

export type ShownContact = Reply<'listContacts'>['contacts'][number];

export type ContactLinkView = Reply<'listContacts'>['links'][number];

/** How the link stands that was sent to a person. */
export const contactLinkView = (links: readonly ContactLinkView[], person: string | undefined) =>
  askerView(links.find((link) => link.person === person));

/** What a person confirms, as they read it. */
export const contactLabel = (kind: ShownContact['kind']): string => PERSON[kind].label;

/** Texts of confirming contacts. */
export const CONTACTS = {
  title: '确认联系方式',
  why: '审核人员会打电话、发邮件。用验证码确认一次，备案就不会因为联系不上被退回；不确认也可以提交。',
  confirmed: '已确认',
  send: '获取验证码',
  confirm: '确认',
  link: '发链接给本人',
  linkMade: '把链接发给本人，由本人收验证码确认。链接 24 小时内有效，验证码填错 3 次即失效；对方看不到备案的其他内容。',
  copy: '复制链接',
} as const;

/** The address after `#` of a link. The fragment is never sent to a server. */
export const contactLinkHash = (token: string): string => `#/contact/${token}`;

/** The token in the address after `#`; undefined on other pages. */
export const contactTokenIn = (hash: string): string | undefined => /^#\/contact\/([\w-]{43})$/.exec(hash)?.[1];
