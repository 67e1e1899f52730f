import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { extendedUntil } from '../../shared/domain/record/notice.ts';
import type { Reply } from '../calls/messages.ts';
import { dayOf } from '../kit/time.ts';

type RecordView = Reply<'listRecords'>['records'][number];

/** A notice as a record shows it. */
export interface RecordNotice {
  readonly notice: number;
  readonly title: string;
  /** The websites that it is about, or whose record. */
  readonly about: string;
  /** Until when, or its state. */
  readonly due: string;
  readonly dueAt: string | undefined;
  /** Why it matters, and what happens after the date, or after the answer; empty once it is closed. */
  readonly consequence: string;
  readonly reason: string | undefined;
  /** The field, where one is meant, and what is wrong with it. */
  readonly items: readonly { readonly name: string; readonly reason: string }[];
  readonly isOpen: boolean;
  /** What the answer is asked by: a field for each part that is named. */
  readonly questions: readonly string[];
  /** Letters of each at most. */
  readonly longest: number;
  /** What is asked before its time is prolonged; nothing when it can't be, or no more. */
  readonly extension: { readonly title: string; readonly text: string; readonly action: string } | undefined;
  /** What was answered. */
  readonly word: string | undefined;
}

/** Texts of a notice, and of its answer. */
export const NOTICE_TEXTS = {
  title: '整改通知',
  word: '整改情况',
  hint: '写清楚改了什么、从什么时候起能看到，审核人员据此复核。',
  wordFirst: '还没写改了什么。写一句就能交，例如“首页名称已改回，今天起能看到”。',
  ways: '备案信息要改的，办理变更备案；网站、电话要改的，改好后在下面写一句。',
  change: '去变更备案',
  answer: '已整改，申请复核',
  extend: '延期 7 个工作日',
  back: '不延，回去改',
  answered: '已交给审核人员复核，办结了会显示在这里。',
  gone: '这份通知已经办结，不用再处理。',
} as const;

/** Letters of a part of an answer at most, and of a whole one as the API takes it. */
const LONGEST = { part: 200, whole: 2_000 } as const;

/** An answer made of its parts; the place of the first one that is empty, if there is one. */
export function answerOf(questions: readonly string[], typed: readonly string[]): string | number {
  const words = questions.map((_, place) => typed[place]?.trim() ?? '');
  const lacking = words.indexOf('');
  if (lacking >= 0) return lacking;
  const [only = '', ...more] = words;
  if (more.length === 0) return only;
  return `${words.map((word, place) => `第 ${place + 1} 处：${word.replace(/[。；]+$/, '')}`).join('；')}。`;
}

const AFTERWARDS = '管局可能取消接入或注销备案，网站就打不开了。';

/** @param record whose notice it is. */
export function noticeOf(
  entry: RecordView['notices'][number],
  { number, organizer, websites }: Pick<RecordView, 'number' | 'organizer' | 'websites'>,
  now: Date,
): RecordNotice {
  const { notice, kindLabel, stateLabel, state, dueAt, reason, items, extended, word } = entry;
  const isOpen = state === 'open';
  const meant = websites.filter((website) => entry.websites.includes(website.number));
  const isLate = dueAt !== undefined && new Date(dueAt) < now;
  const named = items.map(({ field, reason: flaw }) => ({
    name: field === undefined ? '' : fieldName(field),
    reason: flaw,
  }));
  const after = dueAt === undefined ? '一直不改' : isLate ? '期限已过，再不改' : `过了 ${dayOf(dueAt)} 没改好`;
  return {
    notice,
    title: kindLabel,
    about: meant.flatMap(({ domains }) => domains).join('、') || (organizer?.name ?? number),
    due: isOpen && dueAt !== undefined ? `请在 ${dayOf(dueAt)} 前完成整改` : stateLabel,
    dueAt,
    consequence: isOpen
      ? `备案信息要和实际情况一致。${after}，${AFTERWARDS}`
      : state === 'answered'
        ? NOTICE_TEXTS.answered
        : '',
    reason,
    items: named,
    isOpen,
    questions:
      named.length > 1
        ? named.map(({ name }, place) => `第 ${place + 1} 处${name && `（${name}）`}怎么改的`)
        : [NOTICE_TEXTS.word],
    longest: Math.min(LONGEST.part, Math.floor(LONGEST.whole / Math.max(1, named.length)) - '第 50 处：；'.length),
    extension: isOpen && dueAt !== undefined && !isLate && !extended ? extensionOf(dueAt) : undefined,
    word,
  };
}

function extensionOf(dueAt: string) {
  const until = dayOf(extendedUntil(new Date(dueAt)).toISOString());
  return {
    title: `延到 ${until}？`,
    text: `只能延这一次，延了不能收回。到 ${until} 还没改好，${AFTERWARDS}`,
    action: '确认延期',
  };
}
