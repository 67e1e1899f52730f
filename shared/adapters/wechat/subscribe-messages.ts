import { beijingMinute } from '../../../contracts/kit/beijing-time.ts';
import { cut, WECHAT_VALUE_LENGTH } from '../../domain/messages/notification-text.ts';
import type { TemplateKind } from '../../domain/messages/notifications.ts';
import { MINI_PROGRAM_PAGES } from '../../domain/mini-program-pages.ts';
import type { ReminderOutcome, SubscribeMessages } from '../../ports/messages/reminders.ts';
import { errcodeOf, failed, isJson, type WeChatSettings, weChatApi } from './wechat-api.ts';

/** A template that the operator has set up in WeChat's console. */
export interface SubscribeTemplate {
  readonly id: string;
  /** Its keywords for subject, what, next (kind `thing`) and time (kind `time`), e.g. `thing1`. */
  readonly keywords: readonly [subject: string, what: string, next: string, at: string];
}

/** Reads `progress=<id>:thing1,thing2,thing3,time4;action=…`. */
export const subscribeTemplates = (text: string): Readonly<Partial<Record<TemplateKind, SubscribeTemplate>>> =>
  Object.fromEntries(
    text.split(';').flatMap((entry) => {
      const [, kind = '', id = '', keywords = ''] = /^(\w+)=([\w-]+):(.+)$/.exec(entry) ?? [];
      return kind ? [[kind, { id, keywords: keywords.split(',') }]] : [];
    }),
  );

export interface SubscribeSettings extends WeChatSettings {
  readonly templates: Readonly<Partial<Record<TemplateKind, SubscribeTemplate>>>;
}

const STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const;

/** Codes that no retry changes: the person has not allowed this template (any more), or is unknown here. */
const ENDS: Readonly<Record<number, ReminderOutcome>> = { 43101: 'refused', 40003: 'unreachable' };

/** Subscribe messages by WeChat's server API (`message/subscribe/send`). */
export function createSubscribeMessages(settings: SubscribeSettings): SubscribeMessages {
  const { templates, version } = settings;
  const api = weChatApi(settings);
  return {
    async send({ id, openid, template, subject, what, next, at, filingId }) {
      const registered = templates[template];
      if (!registered) return 'not-set-up';
      const values = [...[subject, what, next].map((text) => cut(text, WECHAT_VALUE_LENGTH)), beijingMinute(at)];
      const body = {
        touser: openid,
        template_id: registered.id,
        ...(filingId
          ? { page: `${MINI_PROGRAM_PAGES.progress}?${new URLSearchParams({ filingId, notice: id })}` }
          : {}),
        data: Object.fromEntries(registered.keywords.map((keyword, index) => [keyword, { value: values[index] }])),
        miniprogram_state: STATES[version],
        lang: 'zh_CN',
      };
      const answer = await api.askWithToken({ path: '/cgi-bin/message/subscribe/send', body });
      const errcode = errcodeOf(answer);
      if (errcode === undefined && isJson(answer)) return 'sent';
      const end = errcode === undefined ? undefined : ENDS[errcode];
      if (!end) throw failed(errcode);
      return end;
    },
  };
}
