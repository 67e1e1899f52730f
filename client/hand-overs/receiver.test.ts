import { describe, expect, it } from 'vitest';
import { HANDED_OVER_STATES, type HandOverState } from '../../shared/domain/liveness/hand-over.ts';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { askedContact, askedFace, askedPapers, askerWords, receiverView } from './receiver.ts';

const EXPIRES_AT = '2026-12-01T02:12:00Z';
const NOTHING = { isDeclining: false, reason: undefined };
const asks = {
  asker: '周**',
  organizer: '深圳市云帆样例科技有限公司',
  state: 'opened',
  expiresAt: EXPIRES_AT,
} as const;
const link = { ...asks, consentTextVersion: '2026-11', triesLeft: 3, documents: [], contacts: [] };
const face = askedFace({ ...link, purpose: 'filing', domain: 'yunfan-keji.cn', siteOwner: '梁**' });
const ALL = {
  paper: askedPapers({
    ...link,
    kinds: ['id-front', 'id-back'],
    domain: 'yunfan-keji.cn',
    person: '梁**',
    isForOther: true,
  }),
  handHeld: askedPapers({
    ...link,
    kinds: ['handheld-photo'],
    domain: 'yunfan-keji.cn',
    person: '梁**',
    isForOther: true,
  }),
  face,
  principal: askedFace({
    ...link,
    purpose: 'transfer',
    domain: 'yunfan-keji.cn',
    number: '粤ICP备2026000001号',
    giver: '手机号 138****0017 的账号',
    receiver: '用微信登录的账号',
    siteOwner: '周**',
  }),
  contact: askedContact({ ...link, domains: ['yunfan-keji.cn'], name: '梁**' }),
};

describe('the receiver’s page', () => {
  it.each(Object.entries(ALL))(
    'of a %s names who asks, the website, the task, the time and who sees it',
    (_, asked) => {
      const { facts, mayDecline, ending } = receiverView(asked, NOTHING);

      expect(facts.map(({ name }) => name).filter((name) => name !== '哪份备案' && name !== '现在在谁那里')).toEqual([
        '谁请你',
        '哪个网站',
        '做什么',
        '要多久',
        '谁看得到',
      ]);
      expect(facts.find(({ name }) => name === '要多久')?.value).toContain('2026年12月1日 10:12 前有效');
      expect([mayDecline, ending]).toEqual([true, null]);
    },
  );

  it('of a transfer names both accounts', () => {
    expect(receiverView(ALL.principal, NOTHING).facts.slice(0, 3)).toEqual([
      { name: '谁请你', value: '想接收这份备案的人，用微信登录的账号' },
      { name: '哪份备案', value: '深圳市云帆样例科技有限公司，粤ICP备2026000001号' },
      { name: '现在在谁那里', value: '手机号 138****0017 的账号' },
    ]);
  });

  it.each([
    ['enterprise', '梁**举着营业执照拍一张，脸和号码都看得清', '一手拿营业执照，请旁边的人帮忙拍。'],
    ['individual', '梁**举着身份证拍一张，脸和号码都看得清', '一手拿身份证，请旁边的人帮忙拍。'],
  ] as const)('of a hand-held photo names what the review of an %s wants held', (organizerKind, todo, lead) => {
    const kinds = ['handheld-photo'] as const;
    const view = receiverView(
      askedPapers({ ...link, organizerKind, kinds: [...kinds], person: '梁**', isForOther: true }),
      NOTHING,
    );

    expect([view.facts.find(({ name }) => name === '做什么')?.value, view.lead]).toEqual([todo, lead]);
  });

  it.each([
    ['enterprise', '承诺书上有法定代表人或主体负责人的签名、日期和单位公章，纸铺平，整张拍清楚'],
    ['individual', '承诺书上有本人的签名和日期（要手印的也按上），纸铺平，整张拍清楚'],
  ] as const)('of the letter of an %s says what must be on it, and from whom it comes', (organizerKind, todo) => {
    const kinds: DocumentKind[] = ['commitment-letter'];
    const view = receiverView(askedPapers({ ...link, organizerKind, kinds, isForOther: true }), NOTHING);

    expect([view.facts.find(({ name }) => name === '做什么')?.value, view.lead]).toEqual([
      todo,
      '承诺书由请你的人填好、打印，或把文件发给你打印。没有收到，先向对方要。',
    ]);
  });

  it('says what whoever asks will read, and what ends with a transfer', () => {
    const declining = receiverView(ALL.principal, { isDeclining: true, reason: 'unknown-asker' });

    expect(declining.effects).toBe(
      '链接马上失效。这次转移也随即停止，备案仍在原来的账号。对方会看到“没同意：不认识发来的人”。',
    );
    expect(askerWords({ state: 'sent' })).toBe('已做好，等手机打开');
    expect(askerWords({ state: 'declined', declineReason: 'unknown-asker' })).toBe('没同意：不认识发来的人');
  });

  it.each([
    ['wrong-person', face, '链接已经失效。没交的对方收不到，只看到“没同意：找错人了”。你不用再做什么。'],
    [
      'unwilling',
      ALL.principal,
      '链接已经失效。这次转移也随即停止，备案仍在原来的账号。没交的对方收不到，只看到“没同意：本人不同意”。' +
        '又同意了，就请原来的账号重新发起。',
    ],
    [
      'unknown-asker',
      ALL.contact,
      '链接已经失效。没交的对方收不到，只看到“没同意：不认识发来的人”。' +
        '别给证件和验证码。怕有人冒用名字，就把链接发给接入商（网站的云服务商）核实。',
    ],
    [undefined, ALL.paper, '链接已经失效。没交的对方收不到，只看到“没同意”。又想做了，请对方重新发一个。'],
  ] as const)(
    'says to whoever has declined (%s) what is closed, what is told, and what next',
    (reason, asked, text) => {
      const { ending } = receiverView({ ...asked, state: 'declined' }, { isDeclining: true, reason });

      expect(ending).toEqual({ title: '已告诉对方，你不做', text, isGood: false });
    },
  );

  it('says in its own sentence how each link ended, and what next', () => {
    const ended = (state: HandOverState) => receiverView({ ...face, state }, NOTHING).ending;
    const endings = HANDED_OVER_STATES.flatMap((state) => ended(state) ?? []);

    expect(new Set(endings.map(({ text }) => text)).size).toBe(5);
    expect(ended('expired')).toEqual({
      title: '这个链接过时了',
      text: '有效到 2026年12月1日 10:12。请对方重新发一个，已经做好的不用重来。',
      isGood: false,
    });
    expect(receiverView({ ...face, state: 'declined' }, NOTHING).mayDecline).toBe(false);
  });

  it('of one’s own phone asks nobody and has nothing to decline', () => {
    const own = askedPapers({ ...link, kinds: ['id-front'], isForOther: false });
    const view = receiverView(own, NOTHING);

    expect([view.title, view.mayDecline]).toEqual(['用这部手机拍身份证人像面', false]);
    expect(view.facts.map(({ name }) => name)).toEqual(['做什么', '要多久', '谁看得到']);
  });
});
