import { describe, expect, it } from 'vitest';
import { MAX_WEBSITES, MAX_WEBSITES_PER_SERVER } from '../../shared/domain/filing/filing.ts';
import { CORRECTION_DAYS, DRAFT_DAYS } from '../../shared/domain/filing/process-steps.ts';
import { extendedUntil } from '../../shared/domain/record/notice.ts';
import { TRANSFER } from '../../shared/domain/record/transfer.ts';
import { change, enterprise, individual } from '../../shared/domain/rules/cases.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import { textOf as fileText } from '../../tests/hygiene/source-files.ts';
import { SAMPLES } from '../documents/samples.ts';
import type { ProvinceChoice } from '../eligibility/start.ts';
import { helpOfState } from '../filing/progress-page.ts';
import { MEANINGS } from '../kit/glossary.ts';
import { HELP, helpSections } from './help.ts';
import { HELP_TITLES, HELP_TOPICS, type HelpTopic, helpOfPage } from './topics.ts';

const textOf = (topic: HelpTopic) => HELP[topic].flatMap(({ lines }) => lines).join('');

describe('help', () => {
  it('has a chapter with something to read for every link', () => {
    expect(HELP_TOPICS.filter((topic) => textOf(topic).length < 40)).toEqual([]);
  });

  it('shows good and bad pictures of a certificate, the letter, a hand-held photo and a face', () => {
    const shown = HELP.materials.map(({ title, samples }) => [
      title,
      ...['✓', '✕'].map((mark) => SAMPLES[samples ?? 'card'].filter(({ isGood }) => isGood === (mark === '✓')).length),
    ]);

    expect(shown).toEqual([
      ['证件', 1, 3],
      ['承诺书', 2, 4],
      ['手持证件照', 1, 3],
      ['视频核身', 1, 4],
    ]);
  });

  it('keeps all drawings small enough for both front ends', () => {
    const drawings = Object.values(SAMPLES).flatMap((samples) => samples.map(({ svg }) => svg.length));

    expect(Math.max(...drawings)).toBeLessThan(1300);
  });

  it('goes through the whole life of a filing, in this order', () => {
    expect(Object.values(HELP_TITLES)).toEqual([
      ...[
        '谁能在这里备案',
        '各省要求',
        '域名的条件',
        '云服务的条件',
        '网站名称',
        '费用和时间',
        '材料和样例',
        '提交以后',
      ],
      ...['短信核验', '批下来以后', '整改通知', '变更备案', '注销和取消接入', '转移备案', '认领和找回'],
    ]);
  });

  it('says what a word of the trade means where it first stands in a chapter, and only there', () => {
    const weeks = helpSections('weeks', []).flatMap(({ lines }) => lines);

    expect(weeks[0]).toContain('接入商（给网站提供服务器的云服务公司）先看一遍材料');
    expect(weeks[1]).toContain('通过后交给管局（省通信管理局，备案由它批准）。');
    for (const topic of HELP_TOPICS) {
      const text = helpSections(topic, [])
        .flatMap(({ lines }) => lines)
        .join('');
      for (const [word, meaning] of Object.entries(MEANINGS)) {
        const first = text.search(new RegExp(`${word}(?!备案号|负责人)`));
        if (first >= 0)
          expect([topic, text.slice(first + word.length)]).toEqual([topic, expect.stringMatching(`^（${meaning}）`)]);
        expect(text.split(`${word}（${meaning}）`).length).toBeLessThan(3);
      }
    }
  });

  it('promises the times that the rules keep after it is handed in', () => {
    expect(textOf('weeks')).toContain('1 个工作日内有结果');
    expect(textOf('weeks')).toContain('45 天内再交。过了变回草稿，再过 30 天删除。');
    expect(textOf('approved')).toContain('网站开通后 30 日内，在 beian.mps.gov.cn 办理。');
    const hours = (seconds: number) => `${seconds / 3600} 小时`;
    expect(textOf('transfer')).toContain(`对方 ${hours(TRANSFER.offerSeconds)}内接收`);
    expect(textOf('transfer')).toContain(`接收后等 ${hours(TRANSFER.waitSeconds)}`);
    expect(extendedUntil(new Date('2026-11-30T10:00:00+08:00')).toISOString()).toBe('2026-12-09T15:59:59.000Z');
    expect(textOf('notice')).toContain('可以延期一次，7 个工作日');
  });

  it("says how somebody else's server is used", () => {
    expect(textOf('cloud-services')).toContain('请对方生成备案授权码给你。一个授权码备案一个网站。');
  });

  it('says what the rules ask of domains and of cloud services', () => {
    const domains = ['国家批准的顶级域名', '国家批准的注册商', '在境外注册商的域名要先转入国内', '注册有效期内'];
    const services = ['中国内地', '公网 IP', '包年包月', '购买时长超过 3 个月', '云服务器', '建站主机', '负载均衡'];

    expect(
      [...domains, '实名认证', '持有者是本人', '持有者是本单位'].filter((word) => !textOf('domains').includes(word)),
    ).toEqual([]);
    expect(services.filter((word) => !textOf('cloud-services').includes(word))).toEqual([]);
  });

  it('says the limits that the rules keep', () => {
    const text = textOf('limits');

    expect(text).toContain(
      `企业一份备案最多 ${MAX_WEBSITES.enterprise} 个网站，个人 ${MAX_WEBSITES.individual} 个网站。`,
    );
    expect(text).toContain(`一台服务器最多用于 ${MAX_WEBSITES_PER_SERVER} 个网站。`);
    expect(textOf('cloud-services')).toContain(`一台最多用于 ${MAX_WEBSITES_PER_SERVER} 个网站。`);
    expect(text).toContain(`草稿在最后一次修改后保留 ${DRAFT_DAYS} 天；被退回后须在 ${CORRECTION_DAYS} 天内修改`);
  });
});

describe('the link to help', () => {
  it('leads to the same chapter from each page of the mini program as from that of the web', () => {
    const pages = (JSON.parse(fileText('miniprogram/src/app.json')) as { pages: readonly string[] }).pages;
    const found = pages.flatMap((path) => {
      const [, topic] =
        /help\/index\?topic=([\w-]+)" bind:tap="go">帮助</.exec(fileText(`miniprogram/src/${path}.wxml`)) ?? [];
      return topic === undefined ? [] : [[path.split('/')[1] ?? '', topic]];
    });

    expect(found).toEqual(found.map(([page = '']) => [page, helpOfPage(page)]));
    expect(found.map(([page]) => page)).toEqual([
      ...['liveness', 'materials', 'hand-over', 'ending', 'notice', 'offer-transfer', 'transfer', 'stop-transfer'],
      ...['claim', 'record', 'filed-website', 'change'],
    ]);
    expect(fileText('miniprogram/src/pages/progress/index.wxml')).toContain('help/index?topic={{progress.help}}"');
    expect(fileText('web/src/steps/ProgressStep.vue')).toContain('helpHref(page.help)');
    expect(fileText('web/src/App.vue')).toContain('helpOfPage(route.page');
  });

  it.each([
    ['first', 'draft', 'materials'],
    ['first', 'submitted', 'weeks'],
    ['first', 'returned', 'weeks'],
    ['first', 'sms-verification', 'sms-check'],
    ['first', 'authority-review', 'weeks'],
    ['first', 'approved', 'approved'],
    ['first', 'revoked', 'ending'],
    ['change', 'draft', 'change'],
    ['change', 'approved', 'change'],
    ['cancel-website', 'submitted', 'ending'],
    ['cancel-website', 'sms-verification', 'sms-check'],
  ] as const)('leads from a filing (%s, %s) to %s', (filingType, state, topic) => {
    expect(helpOfState({ filingType, state })).toBe(topic);
  });
});

describe('what is said of names of websites', () => {
  const says = textOf('names');
  const refuses = (kind: typeof enterprise, name: string) =>
    preCheck(change(kind, { 'contents.websites.0.details.name': name })).some(
      ({ field, severity }) => field === 'websites.0.details.name' && severity === 'block',
    );

  it('has an example that the rules accept', () => {
    expect(says).toContain('例如“云帆样例官网”');
    expect(refuses(enterprise, '云帆样例官网')).toBe(false);
  });

  it.each([
    ['域名', enterprise, 'xinghe-sample.com'],
    ['纯数字', enterprise, '12345'],
    ['纯字母', enterprise, 'Xinghe'],
    ['带符号', enterprise, '云帆-样例'],
    ['“中国”', enterprise, '中国云帆样例'],
    ['“国家”', enterprise, '国家云帆样例'],
    ['单位所在地以外的地名', enterprise, '成都云帆样例'],
    ['“新闻”', enterprise, '云帆新闻'],
    ['“论坛”', individual, '林间论坛'],
    ['“影视”', individual, '林间影视手记'],
    ['带地名', individual, '深圳手记'],
    ['本人姓名', individual, `${individual.contents.principal?.name}手记`],
    ['“公司”', individual, '林间公司手记'],
    ['“协会”', individual, '林间协会手记'],
    ['“商城”', individual, '林间商城手记'],
  ])('is what the rules refuse: %s', (word, kind, name) => {
    expect(says).toContain(word);
    expect(refuses(kind, name)).toBe(true);
  });
});

describe('what is said of provinces', () => {
  const SICHUAN: ProvinceChoice = {
    ...{ code: '510000', name: '四川省', short: '四川', isOpen: true },
    demands: {
      enterprise: { domainMonths: 0, footerNumber: 'website', youngest: 18, principal: 'letter', domainOwner: 'unit' },
      individual: { domainMonths: 0, footerNumber: 'website', youngest: 16, outsiders: 'refused', fingerprint: false },
    },
  };

  it('is what the service says of those that are open: a fourth one has its section, and its own demands', () => {
    expect(helpSections('provinces', [SICHUAN]).slice(1)).toEqual([
      {
        title: '四川',
        lines: [
          '单位：主体负责人（代表单位对备案负责，有事先找这个人）是法定代表人，或持授权书的人；域名登记在本单位名下。',
          '单位的负责人年满 18 周岁，个人年满 16 周岁。',
          '不受理外省身份证的个人备案，请在身份证所在的省办理。',
        ],
      },
    ]);
  });

  it('has all that an authority asks', () => {
    const demands = { domainMonths: 3, footerNumber: 'organizer', youngest: 16 } as const;
    const asks = {
      enterprise: { ...demands, principal: 'free', domainOwner: 'unit-or-legal-representative' },
      individual: { ...demands, outsiders: 'proof', fingerprint: true },
    } as const;

    expect(helpSections('provinces', [{ ...SICHUAN, demands: asks }])[1]?.lines).toEqual([
      '单位：主体负责人（代表单位对备案负责，有事先找这个人）由单位确定；域名登记在本单位或法定代表人名下。',
      '域名的有效期还超过 3 个月。',
      '单位的负责人年满 16 周岁，个人年满 16 周岁。',
      '个人的身份证是外省的，须有四川的居住证明。',
      '个人在承诺书上签名，并按手印。',
      '网站底部标明主体备案号，不带网站序号。',
    ]);
  });

  it('names the provinces that want a fingerprint or the organizer’s number, and no other', () => {
    const asks = {
      enterprise: SICHUAN.demands.enterprise,
      individual: { ...SICHUAN.demands.individual, fingerprint: true, footerNumber: 'organizer' },
    } as const;
    const other = { ...SICHUAN, short: '广东', demands: asks };

    expect(helpSections('materials', [SICHUAN, other]).at(-1)?.lines).toEqual(['广东的个人，在承诺书的签名上按手印。']);
    expect(helpSections('approved', [other]).at(-1)?.lines).toEqual(['广东放主体备案号，不带网站序号。']);
    expect(helpSections('approved', [SICHUAN, other]).at(-1)?.lines).toEqual([
      '四川放网站备案号，末尾带“-1”这样的序号。',
    ]);
    expect(helpSections('approved', [other]).flatMap(({ lines }) => lines)).not.toContainEqual(
      expect.stringMatching(/网站备案号，末尾/),
    );
    expect(helpSections('materials', [SICHUAN]).at(-1)?.title).toBe('视频核身');
  });
});
