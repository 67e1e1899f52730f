import { describe, expect, it } from 'vitest';
import { networkLost } from '../../contracts/client/api-error.ts';
import { enterprise } from '../../shared/domain/rules/cases.ts';
import { scriptedApi } from '../../tests/support/scripted-api.ts';
import type { OpenFiling } from './open-filing.ts';
import { addSites, linesOf, pastedSites, pasteWords, type Verdicts } from './paste-sites.ts';

const { contents } = enterprise;
const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-second', region: 'ap-guangzhou' } as const;
/** 陈星远 is the principal, 何书云 owns the only website, xinghe-sample.com. */
const OPEN = { view: { filingId: 'f', organizerKind: 'enterprise' }, contents } as unknown as OpenFiling;
/** Nothing speaks against any domain. */
const FINE = new Proxy({} as Verdicts, { get: () => [] });
const sites = (text: string, open = OPEN, known = FINE) => pastedSites(text, open, SERVER, known);
const said = (text: string) => sites(text).map(({ state, says }) => `${state} ${says}`);

describe('the lines of a box', () => {
  it.each([
    ['of any system, without blank ones', 'a.cn\r\nb.cn\rc.cn\n\n  d.cn  \n', ['a.cn', 'b.cn', 'c.cn', 'd.cn']],
    ['without a byte order mark and the head of a table', '\uFEFF域名\t网站名称\r\na.cn\t名称', ['a.cn\t名称']],
    ['that begin as a head does, below it, are told to be wrong', 'a.cn\n域名错的', ['a.cn', '域名错的']],
    ['of nothing are none', ' \n\t\r\n', []],
  ])('%s', (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe('a pasted line', () => {
  it.each([
    ['of a spreadsheet', 'yunfan-docs.cn\t云帆样例文档\t何书云', '云帆样例文档'],
    ['with commas', 'yunfan-docs.cn,云帆样例文档,何书云', '云帆样例文档'],
    ['with full-width commas', 'yunfan-docs.cn，云帆样例文档，何书云', '云帆样例文档'],
    ['with spaces, its columns in another order', '何书云 云帆样例文档 yunfan-docs.cn', '云帆样例文档'],
    ['of a CSV with quotes', '"yunfan-docs.cn","云帆样例文档","何书云"', '云帆样例文档'],
    ['with an address in place of the domain', 'https://www.Yunfan-Docs.cn/ 云帆样例文档 何书云', '云帆样例文档'],
  ])('%s has domain, name and owner', (_, line, name) => {
    expect(sites(line)).toMatchObject([
      { domain: 'yunfan-docs.cn', name, owner: { name: '何书云' }, state: 'good', says: '可以添加，由何书云管。' },
    ]);
  });

  it('keeps a domain in Chinese as it is compared', () => {
    expect(sites('云帆商城。中国\n云帆商城.中国')).toMatchObject([
      { domain: 'xn--9kq66nt6b52j.xn--fiqs8s', state: 'good' },
      { state: 'there' },
    ]);
  });

  it('says what is wrong, what is there already, and who is not known', () => {
    expect(
      said(
        [
          'yunfan-lab,cn 云帆样例实验室',
          '192.0.2.1',
          'Xinghe-Sample.com',
          'yunfan-docs.cn 云帆',
          'yunfan-jobs.cn 云帆样例招聘 钱多多',
          'yunfan-help.cn',
          'yunfan-help.cn 云帆样例客服',
        ].join('\n'),
      ),
    ).toEqual([
      'bad 域名里是逗号还是点？改成 yunfan-lab.cn。',
      'bad 暂不支持通过IP地址备案，请填写域名。',
      'there 已经有这个网站了，不用再加。',
      'good 可以添加。',
      'good 可以添加，由钱多多管；添加后拍钱多多的证件。',
      'good 可以添加。',
      'there 已经有这个网站了，不用再加。',
    ]);
  });

  it('is added only when nothing is found against its domain, and gives its place on the server to the next', () => {
    const expired = { severity: 'block', text: '该域名已过期，请先在域名注册商处续费。' } as const;
    const soon = { severity: 'info', text: '域名将在30天内到期，请及时续费，以免影响备案审核。' } as const;
    const known = { 'a-a.cn': [expired], 'b-b.cn': [soon], 'c-c.cn': 'unknown' } as const;
    const table = 'a-a.cn\nb-b.cn\nc-c.cn\nd-d.cn\ne-e.cn\nf-f.cn\ng-g.cn';

    const told = sites(table, OPEN, known);

    expect(told.map(({ state, says }) => `${state} ${says}`)).toEqual([
      'bad 该域名已过期，请先在域名注册商处续费。',
      'good 可以添加。域名将在30天内到期，请及时续费，以免影响备案审核。',
      'good 可以添加。现在查不到域名的登记信息，提交前再查。',
      'asking 正在查这个域名…',
      'asking 正在查这个域名…',
      'asking 正在查这个域名…',
      'full 这台云服务器最多放 5 个网站，给它换一台。',
    ]);
    expect(pasteWords(told, '440000')).toMatchObject({ action: '添加这 2 个', isReady: false });
    expect(pastedSites('d-d.cn', OPEN, undefined, {})[0]?.says).toBe('选好云服务后就查这个域名。');
  });

  it('waits for another server after five, and for another order after ten', () => {
    const many = Array.from({ length: 200 }, (_, place) => `yunfan${place}.cn`).join('\n');
    const [first] = contents.websites;
    const nine = { ...contents, websites: Array.from({ length: 9 }, (_, place) => ({ ...first, id: `${place}` })) };

    const onOne = sites(many);
    const almostFull = sites(many, { ...OPEN, contents: nine } as OpenFiling);

    const count = (all: typeof onOne) =>
      ['good', 'full', 'later'].map((state) => all.filter((site) => site.state === state).length);
    expect(count(onOne)).toEqual([5, 195, 0]);
    expect(count(almostFull)).toEqual([1, 0, 199]);
    expect(pasteWords(onOne, '440000').first).toBe('在上面换一台云服务器，再添加放不下的网站。');
    const code = { kind: 'authorization-code', code: 'a'.repeat(32) } as const;
    expect(pastedSites('a-a.cn\nb-b.cn', OPEN, code, FINE).map(({ says }) => says)).toEqual([
      '可以添加。',
      '一个授权码只办 1 个网站，给它换一个。',
    ]);
    expect(pasteWords(almostFull, '440000')).toEqual({
      action: '添加这 1 个',
      isReady: true,
      first: '按每行的说明改好后再添加。',
      later:
        '还有 199 个放不进这份备案：这份通过当天起（管局审核最长 20 个工作日），在“我的备案”点“新增网站”再办 20 份，主体信息不用再填。留在下面，可以先复制保存。',
    });
  });
});

describe('adding', () => {
  const host = (script: Parameters<typeof scriptedApi>[0]) => {
    const { call, asked } = scriptedApi(script);
    return { host: { call, newKey: () => 'k'.repeat(20) }, asked };
  };
  const added = (websiteId: string) => ({ filing: { websites: [{ websiteId: 'w1' }, { websiteId }] }, findings: [] });

  it('tells what the rules have against a name, whose website is there to be mended', async () => {
    const refused = {
      ruleId: 'FD-40',
      severity: 'block',
      field: 'websites.1.details.name',
      message: '网站名称须为3个字以上。',
    };
    const { host: ours } = host({
      'POST /v1/filings/f/websites': [added('w2')],
      'PUT /v1/filings/f/drafts/website.w2': [{ findings: [refused] }],
    });

    expect(await addSites(ours, 'f', sites('yunfan-docs.cn 云帆'), SERVER)).toEqual({
      text: '已添加 1 个网站。yunfan-docs.cn：网站名称须为3个字以上。',
      tone: 'warn',
      kept: [],
      error: undefined,
    });
  });

  it('adds the good lines with what they have in common, and leaves the others in the box', async () => {
    const { host: ours, asked } = host({
      'POST /v1/filings/f/websites': [added('w2')],
      'PUT /v1/filings/f/drafts/website.w2': [{}],
      'PUT /v1/filings/f/websites/w2/site-owner': [{}],
    });

    const outcome = await addSites(
      ours,
      'f',
      sites('a b\nyunfan-docs.cn 云帆样例文档 何书云\nxinghe-sample.com'),
      SERVER,
      {
        name: '星河样例科技',
        homeUrl: 'www.xinghe-sample.com',
        languages: ['zh-CN'],
      },
    );

    expect(outcome).toEqual({
      text: '已添加 1 个网站，网站内容照抄第一个网站，都可以改。',
      tone: 'good',
      kept: ['a b'],
      error: undefined,
    });
    expect(asked.map(({ body }) => JSON.parse(String(body)))).toMatchObject([
      { domain: 'yunfan-docs.cn', cloudService: SERVER },
      { fields: { name: '云帆样例文档', homeUrl: 'www.yunfan-docs.cn', languages: ['zh-CN'] } },
      { name: '何书云', mobile: '13922205678' },
    ]);
  });

  it('keeps the name of somebody new in the form of their website', async () => {
    const { host: ours, asked } = host({
      'POST /v1/filings/f/websites': [added('w2')],
      'PUT /v1/filings/f/drafts/website.w2': [{}],
      'PUT /v1/filings/f/drafts/site-owner.w2': [{}],
    });

    await addSites(ours, 'f', sites('yunfan-docs.cn 云帆样例文档 梁晓晴'), SERVER);

    expect(JSON.parse(String(asked.at(-1)?.body)).fields).toEqual({ name: '梁晓晴' });
  });

  it('tells what could not be saved of a website that is there', async () => {
    const { host: ours } = host({
      'POST /v1/filings/f/websites': [added('w2')],
      'PUT /v1/filings/f/drafts/website.w2': [Promise.reject(networkLost('cut'))],
    });

    const outcome = await addSites(ours, 'f', sites('yunfan-docs.cn'), SERVER);

    expect(outcome.text).toContain('已添加 1 个网站。yunfan-docs.cn：网络连接中断');
    expect([outcome.kept, outcome.error]).toEqual([[], undefined]);
  });

  it('ends where the network does, and keeps what was not added', async () => {
    const { host: ours } = host({ 'POST /v1/filings/f/websites': [Promise.reject(networkLost('cut'))] });

    const outcome = await addSites(ours, 'f', sites('yunfan-docs.cn\nyunfan-help.cn'), SERVER);

    expect(outcome.kept).toEqual(['yunfan-docs.cn', 'yunfan-help.cn']);
    expect(outcome.error).toContain('yunfan-docs.cn：网络连接中断');
  });
});
