import { describe, expect, it } from 'vitest';
import type { WebsiteCare, WebsiteFindings } from './outside.ts';
import type { FiledRecord } from './record.ts';
import { checkLines, checksLeft, countedCheck, hasPublicSecurity, publicSecurityNumber } from './website-care.ts';

const SECOND = '粤公网安备44030502000001号';
const NUMBER = '粤ICP备2026000001号';
const found: WebsiteFindings = {
  ...{ http: 'page', https: 'page', addresses: ['119.29.29.29'], number: 'linked', dns: 'filed', icon: true },
  ...{ publicSecurity: 'linked', at: '2026-11-27T02:00:00.000Z', domain: 'yunfan.example' },
  wanted: { number: NUMBER, publicSecurity: SECOND },
};
const lineOf = (more: Partial<WebsiteFindings>, at: 0 | 1 | 2 | 3, entered: string | undefined = SECOND) => {
  const line = checkLines({ ...found, ...more }, entered)[at];
  return `${line?.verdict}：${line?.message}`;
};

describe('the lines of a check', () => {
  it('are four, all in order', () => {
    expect(checkLines(found, SECOND)).toEqual([
      { code: 'reachable', verdict: 'fine', label: '能打开', message: 'http 和 https 可以打开。' },
      { code: 'dns', verdict: 'fine', label: '域名解析', message: '指向备案的云服务器。' },
      {
        code: 'number',
        verdict: 'fine',
        label: '页脚备案号',
        message: `首页有 ${NUMBER}，并链接到 beian.miit.gov.cn。`,
      },
      {
        code: 'public-security',
        verdict: 'fine',
        label: '公安备案',
        message: `首页有 ${SECOND} 和图标，并链接到 beian.mps.gov.cn。`,
      },
    ]);
  });

  it.each<[Partial<WebsiteFindings>, string]>([
    [
      { http: 'silent', https: 'silent' },
      'amiss：yunfan.example 打不开。已备案的网站要能正常访问，请尽快恢复；不再使用的，请办理注销网站。',
    ],
    [{ https: 'silent' }, 'fine：http 可以打开。'],
    [{ https: 'untrusted' }, 'amiss：yunfan.example 的 HTTPS 证书无效，浏览器会拦住访客，请在服务器上换成有效的证书。'],
    [
      { http: 'no-page', https: 'silent' },
      'unsure：yunfan.example 有应答，但首页出错、跳到了别的域名，或不是网页，请自己打开核对。',
    ],
  ])('say whether it can be opened: %j', (more, line) => {
    expect(lineOf(more, 0)).toBe(line);
  });

  it.each<[Partial<WebsiteFindings>, string]>([
    [{ dns: 'nowhere', addresses: [] }, 'amiss：yunfan.example 没有解析到公网地址，请在域名注册商处添加解析。'],
    [{ dns: 'unknown' }, 'unsure：解析到 119.29.29.29。查不到备案云服务器的公网地址，请自己核对是不是那一台。'],
    [
      { dns: 'elsewhere' },
      'amiss：解析到 119.29.29.29，不是备案的云服务器。换了服务器的，请办理变更备案或接入备案；用了 CDN 的，请核对它回源的服务器。',
    ],
  ])('say where the domain leads: %j', (more, line) => {
    expect(lineOf(more, 1)).toBe(line);
  });

  it.each<[WebsiteFindings['number'], string]>([
    [
      'absent',
      `amiss：首页没有看到 ${NUMBER}，请放到每一页的底部，并链接到 beian.miit.gov.cn。页脚由脚本生成的，请自己打开网页核对。`,
    ],
    ['unlinked', `amiss：首页有 ${NUMBER}，但没有链接到 beian.miit.gov.cn，请加上链接。`],
    ['by-script', 'unsure：页面由脚本生成，看不到页脚，请自己核对。'],
    ['no-page', 'unsure：没有得到首页，看不到页脚，请自己核对。'],
    [
      'doubtful',
      'unsure：首页有备案号和链接，但样式可能让访客看不见，或写着已注销。请自己打开网页核对，并让号码清楚可见。',
    ],
  ])('say how the number stands at the foot, and guess nothing: %s', (number, line) => {
    expect(lineOf({ number }, 2)).toBe(line);
  });

  it('say what is to be done about 公安备案 before its number is entered, and after it was changed', () => {
    const { publicSecurity: _, icon: __, ...before } = { ...found, wanted: { number: NUMBER } };
    const [first, second] = [undefined, SECOND].map((entered) => checkLines(before, entered)[3]);

    expect(first).toMatchObject({
      verdict: 'unsure',
      message: expect.stringMatching(/^还没有填公安备案号。网站开通后 30 日内/),
    });
    expect(second).toMatchObject({ verdict: 'unsure', message: '填号码以后还没有检查过，请再检查一次。' });
    expect(lineOf({}, 3, '粤公网安备44030502000002号')).toBe('unsure：填号码以后还没有检查过，请再检查一次。');
  });

  it.each<[Partial<WebsiteFindings>, string]>([
    [{ icon: false }, `unsure：首页有 ${SECOND}，号码前没有看到图标。图标由样式画出的，请自己核对；没有的，请加上。`],
    [{ publicSecurity: 'unlinked' }, `amiss：首页有 ${SECOND}，但没有链接到 beian.mps.gov.cn，请加上链接。`],
    [{ publicSecurity: 'by-script' }, 'unsure：页面由脚本生成，看不到页脚，请自己核对。'],
  ])('say how the number of 公安备案 stands there: %j', (more, line) => {
    expect(lineOf(more, 3)).toBe(line);
  });
});

describe('a number of 公安备案', () => {
  it.each([
    ['粤公网安备44030502000001号', '粤公网安备44030502000001号'],
    [' 川公网安备 51010402000149 号 ', '川公网安备51010402000149号'],
    ['粤公网安备４４０３０５０２０００００１号', '粤公网安备44030502000001号'],
    ['粤ICP备2026000001号', undefined],
    ['44030502000001', undefined],
    ['粤公网安备99030502000001号', undefined],
    ['粤公网安备440305号', undefined],
    ['', undefined],
  ])('%s is stored as %s', (typed, stored) => {
    expect(publicSecurityNumber(typed)).toBe(stored);
  });

  it('ends the reminder of the filing that brought its websites, once each of them has one', () => {
    const website = (id: string, more: object = {}) => ({ id, filingId: 'f1', accesses: [], ...more });
    const has = (websites: readonly object[], care?: Readonly<Record<string, WebsiteCare>>) =>
      hasPublicSecurity([{ contents: { websites }, care } as unknown as FiledRecord], 'f1');
    const entered = { publicSecurityNumber: SECOND };

    expect(has([website('w1')])).toBe(false);
    expect(has([website('w1')], { w1: entered })).toBe(true);
    expect(has([website('w1'), website('w2')], { w1: entered })).toBe(false);
    expect(has([website('w1'), website('w2', { ended: {} })], { w1: entered })).toBe(true);
    expect(has([website('w1', { filingId: 'f0', accesses: [{ filingId: 'f1' }] })], { w1: entered })).toBe(true);
    expect(has([website('w1', { filingId: 'f0' })], { w1: entered })).toBe(false);
  });
});

describe('checks of one website', () => {
  it('are five in a day of Beijing', () => {
    const [evening, midnight] = [new Date('2026-11-27T15:59:00Z'), new Date('2026-11-27T16:00:00Z')];
    let care: WebsiteCare | undefined = { monthly: false };
    for (let times = 0; times < 5; times += 1) care = care && countedCheck(care, evening);

    expect(care).toEqual({ monthly: false, checked: { on: '2026-11-27', times: 5 } });
    expect(care && [checksLeft(care, evening), checksLeft(care, midnight)]).toEqual([0, 5]);
    expect(care && countedCheck(care, evening)).toBeUndefined();
    expect(care && countedCheck(care, midnight)?.checked).toEqual({ on: '2026-11-28', times: 1 });
  });
});
