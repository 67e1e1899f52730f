import type { Reply } from '../calls/messages.ts';
import { dayOf } from '../kit/time.ts';

type Message = Reply<'listUnreached'>['messages'][number];

const WHO: Readonly<Record<Message['role'], string>> = {
  filer: '你',
  principal: '主体负责人',
  'site-owner': '网站负责人',
};

/** Something that reached nobody, as 我的备案 shows it. */
export interface UnreachedNote {
  readonly text: string;
  readonly filingId: string | undefined;
  readonly recordId: string | undefined;
  /** Whether another way to this account would help; otherwise the number in the forms is to be looked at. */
  readonly isOwn: boolean;
}

/** Texts of what was not delivered. */
export const UNREACHED = { title: '没送到的消息', open: '去看看', ways: '换一种提醒方式' } as const;

export const unreachedNote = ({ role, at, subject, what, filingId, recordId }: Message): UnreachedNote => ({
  text: `${dayOf(at)}没有送到${WHO[role]}：${subject}，${what}。${role === 'filer' ? '' : '请转告本人，并核对手机号。'}`,
  filingId,
  recordId,
  isOwn: role === 'filer',
});
