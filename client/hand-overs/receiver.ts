import {
  type DeclineReason,
  type HandOverState,
  isGoingOn,
  isPersonal,
} from '../../shared/domain/liveness/hand-over.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import type { Reply } from '../calls/messages.ts';
import { namesOf } from '../documents/on-other-phone.ts';
import { minuteOf } from '../kit/time.ts';
import type { Declining } from './receiving.ts';

// What a link's receiver reads, and what whoever asks reads meanwhile: one model for all five hand-overs.

/** What somebody is asked for by a link, as their page says it. */
export interface Asked {
  /** Undefined where it is their own phone: nobody else asks. */
  readonly who: string | undefined;
  readonly isOwn?: boolean;
  readonly record?: string | undefined;
  /** The account that has the record. */
  readonly giver?: string | undefined;
  readonly domain: string | undefined;
  /** After 请你. */
  readonly task: string;
  readonly lead: string;
  readonly todo: string;
  readonly time: string;
  readonly sees: string;
  /** Said in addition once it is done. */
  readonly after?: string;
  /** How it can begin again, where a new link is not enough. */
  readonly again?: string;
  /** What ends with the link when they decline. */
  readonly closes?: string;
  readonly state: HandOverState;
  readonly expiresAt: string;
}

const whoOf = (...names: readonly (string | undefined)[]): string =>
  names.filter((name, place) => name && names.indexOf(name) === place).join('，') || '发链接给你的人';

/** The own check of a site owner, or of the principal whose record goes to another account. */
export function askedFace(view: Reply<'openHandOver'>): Asked {
  const { purpose, asker, organizer, domain, number, giver, receiver, siteOwner, state, expiresAt } = view;
  if (purpose === 'filing')
    return {
      ...{ who: whoOf(asker, organizer), domain, state, expiresAt },
      task: '刷脸核身',
      lead: '你被填为这个网站的负责人，备案要核对是你本人。',
      todo: `${siteOwner}本人拍一张照片，再录约十秒视频`,
      time: '约 1 分钟',
      sees: '备案审核员。发链接的人只看得到结果，办结后删除',
    };
  return {
    ...{
      who: `想接收这份备案的人${receiver ? `，${receiver}` : ''}`,
      giver,
      record: whoOf(organizer, number),
      domain,
      state,
      expiresAt,
    },
    task: '刷脸，确认转移备案',
    lead: '有人请求把这份备案转到另一个账号。转移后，原来的账号不能再管理这些网站的备案。',
    todo: `主体负责人${siteOwner}本人刷脸，通过就是同意转移`,
    time: '约 1 分钟',
    sees: '发链接的人只看得到结果；照片和视频半小时后删除',
    after: '对方 1 小时内确认接收，再等 24 小时才转移。那时你会收到带停止码的短信，改了主意就马上停止。',
    again: '又同意了，就请原来的账号重新发起。',
    closes: '这次转移也随即停止，备案仍在原来的账号。',
  };
}

/** Papers, or a hand-held photo, that a phone photographs. */
export function askedPapers(view: Reply<'openUploadHandOver'>): Asked {
  const { asker, organizer, organizerKind, domain, person, isForOther, state, expiresAt } = view;
  const kinds = view.kinds as readonly DocumentKind[];
  const isHandHeld = kinds[0] === 'handheld-photo';
  // As the review asks for it (MT-04).
  const held = organizerKind === 'enterprise' ? '营业执照' : '身份证';
  const signs =
    organizerKind === 'individual'
      ? '本人的签名和日期（要手印的也按上）'
      : '法定代表人或主体负责人的签名、日期和单位公章';
  const isLetter = kinds[0] === 'commitment-letter';
  const whose = person && kinds.some(isPersonal) ? `${person}的` : '';
  return {
    ...{ who: isForOther ? whoOf(asker, organizer) : undefined, isOwn: !isForOther, domain, state, expiresAt },
    task: `拍${namesOf(kinds)}`,
    lead: isHandHeld
      ? `一手拿${held}，请旁边的人帮忙拍。`
      : isLetter
        ? '承诺书由请你的人填好、打印，或把文件发给你打印。没有收到，先向对方要。'
        : '',
    todo: isLetter
      ? `承诺书上有${signs}，纸铺平，整张拍清楚`
      : isHandHeld
        ? `${person ?? ''}举着${held}拍一张，脸和号码都看得清`
        : `拍${whose}${namesOf(kinds)}`,
    time: '约 2 分钟',
    sees: isForOther ? '发链接的人和备案审核员，办完按规定保存、到期删' : '照片直接传到你的备案里，这部手机不保存',
  };
}

/** Their own number and mailbox. */
export function askedContact(view: Reply<'openContactLink'>): Asked {
  const { asker, organizer, domains, name, state, expiresAt } = view;
  return {
    ...{ who: whoOf(asker, organizer), domain: domains.join('、'), state, expiresAt },
    task: '确认联系方式',
    lead: `你（${name ?? ''}）被填为负责人，看看填的能不能找到你。`,
    todo: '收一个验证码，填回来',
    time: '约半分钟',
    sees: '审核员和管局会用它找你',
  };
}

export const DECLINE = {
  open: '不是我，或不同意',
  question: '哪一种情况？',
  why: '选了才能告诉对方换谁、怎么改。',
  send: '告诉对方，我不做',
  back: '回去接着做',
} as const;

const REASONS: Readonly<
  Record<DeclineReason, { readonly title: string; readonly hint: string; readonly told: string }>
> = {
  'wrong-person': { title: '找错人了', hint: '这件事不归我管', told: '找错人了' },
  unwilling: { title: '是我，但不同意', hint: '我不想当负责人，或不想交这些', told: '本人不同意' },
  'unknown-asker': { title: '我不认识发来的人', hint: '可能有人冒用我的名字', told: '不认识发来的人' },
};

interface Standing {
  readonly state: HandOverState;
  readonly declineReason?: DeclineReason | undefined;
}

/** Each state as whoever asks reads it, beside what the receiver reads once it is over. */
const WORDS: Readonly<Record<HandOverState, readonly [asker: string, title?: string, next?: string]>> = {
  sent: ['已做好，等手机打开'],
  opened: ['手机已打开'],
  running: ['手机上正在做'],
  passed: ['做好了', '做好了，你的事完成了', '对方那边已经看到，可以关掉这个页面了。'],
  failed: ['三次都没有成功，链接已失效', '三次都没有成功，链接失效了', '请对方重新发一个。再做之前，先看清要求。'],
  declined: ['没同意', '已告诉对方，你不做'],
  expired: ['链接过时了', '这个链接过时了', '请对方重新发一个，已经做好的不用重来。'],
  cancelled: [
    '链接已收回',
    '这个链接已收回',
    '对方收回了它，换了新的，或不用再做了。打开最新收到的那个；没有收到，就问一下对方。',
  ],
};

/** A state as whoever asks reads it. */
export const askerWords = ({ state, declineReason }: Standing): string =>
  declineReason === undefined ? WORDS[state][0] : `${WORDS[state][0]}：${REASONS[declineReason].told}`;

const AFTER_DECLINING: Readonly<Record<DeclineReason, string>> = {
  'wrong-person': '你不用再做什么。',
  unwilling: '又想做了，请对方重新发一个。',
  'unknown-asker': '别给证件和验证码。怕有人冒用名字，就把链接发给接入商（网站的云服务商）核实。',
};

/** What somebody who has declined reads: what is closed and told, and what they can do. */
function afterDeclining({ state, closes = '', again }: Asked, reason: DeclineReason | undefined): string {
  const told = askerWords({ state, declineReason: reason });
  const { unwilling } = AFTER_DECLINING;
  const next = reason === undefined || reason === 'unwilling' ? (again ?? unwilling) : AFTER_DECLINING[reason];
  return `链接已经失效。${closes}没交的对方收不到，只看到“${told}”。${next}`;
}

/** Whether it is over without the result that was asked for. */
const hasEndedBadly = (state: HandOverState): boolean => state !== 'passed' && !isGoingOn(state);

/** What whoever asks sees of it. */
export const askerView = (standing: (Standing & { readonly expiresAt: string }) | undefined) => {
  const isWaiting = standing !== undefined && isGoingOn(standing.state);
  return {
    state: standing?.state ?? '',
    stateText: standing ? askerWords(standing) : '',
    isGood: standing?.state === 'passed',
    isBad: standing !== undefined && hasEndedBadly(standing.state),
    isWaiting,
    until: isWaiting ? minuteOf(standing.expiresAt) : '',
  };
};

/** What the receiver's page shows: who asks for what, the question of whoever declines, or how it ended. */
export function receiverView(asked: Asked, { isDeclining, reason }: Declining) {
  const [, title, next = ''] = WORDS[asked.state];
  const until = asked.state === 'expired' ? `有效到 ${minuteOf(asked.expiresAt)}。` : '';
  return {
    title: `${asked.isOwn ? '用这部手机' : '请你'}${asked.task}`,
    lead: asked.lead,
    facts: (
      [
        ['谁请你', asked.who],
        ['哪份备案', asked.record],
        ['现在在谁那里', asked.giver],
        ['哪个网站', asked.domain],
        ['做什么', asked.todo],
        ['要多久', `${asked.time}，${minuteOf(asked.expiresAt)} 前有效`],
        ['谁看得到', asked.sees],
      ] as const
    ).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    ending: title
      ? {
          title,
          text:
            asked.state === 'declined'
              ? afterDeclining(asked, reason)
              : `${until}${(asked.state === 'passed' && asked.after) || ''}${next}`,
          isGood: asked.state === 'passed',
        }
      : null,
    isDeclining: isDeclining && title === undefined,
    mayDecline: !asked.isOwn && title === undefined,
    reason: reason ?? '',
    options: Object.entries(REASONS).map(([id, words]) => ({ id, ...words, isChosen: id === reason })),
    effects: `链接马上失效。${asked.closes ?? ''}${
      reason ? `对方会看到“${askerWords({ state: 'declined', declineReason: reason })}”。` : ''
    }`,
  };
}
