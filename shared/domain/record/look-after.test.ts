import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { Filing } from '../filing/filing.ts';
import { approvedFiling, foldRecord } from './fold.ts';
import { hintsOf } from './hints.ts';
import { expiring, fullLookAt, nextLookAt, remindersOfLook } from './look-after.ts';
import {
  dnsOf,
  judgedWebsite,
  NOTHING_OUTSIDE,
  type Outside,
  type WebsiteCare,
  type WebsiteFindings,
  type WebsiteLook,
  withLook,
} from './outside.ts';
import type { FiledRecord, RecordContents } from './record.ts';

/** Ten in the morning in Beijing. */
const NOW = new Date('2026-11-27T02:00:00Z');
const AT = '2026-10-01T02:00:00.000Z';
const NUMBERS = { organizer: '粤ICP备2026000001号', websites: { w1: '粤ICP备2026000001号-1' } };

function record(idValidTo: string, outside?: Outside, more: Partial<RecordContents> = {}): FiledRecord {
  const of = contentsOf(ENTERPRISE, 'w1');
  const person = { ...ENTERPRISE.principal, idValidTo };
  const websites = of.websites.map((website) => ({ ...website, domain: 'yunfan.example', siteOwner: person }));
  const filing = {
    id: 'r1',
    applicantId: 'a1',
    filingType: 'first',
    contents: { ...of, principal: person, websites },
    numbers: NUMBERS,
  } as unknown as Filing;
  const approved = approvedFiling(filing);
  const folded = approved && foldRecord([{ kind: 'approval', at: AT, filing: approved }]);
  if (!folded) throw new Error('no record');
  return { ...folded, contents: { ...folded.contents, ...more }, ...(outside && { outside }) };
}
const LASTING = 'long-term';
const keys = (filedRecord: FiledRecord, now = NOW) => remindersOfLook(filedRecord, now).map(({ key }) => key);
const looked = (look: WebsiteLook, since: string): Outside => ({
  ...NOTHING_OUTSIDE,
  websites: { w1: { look, since } },
});
const notice = (dueAt: string, more: object = {}) => ({
  notices: [
    {
      notice: 4,
      kind: 'inspection' as const,
      at: '2026-11-20T02:00:00.000Z',
      websites: [],
      items: [],
      state: 'open' as const,
      dueAt,
      ...more,
    },
  ],
});

describe('what is filed and runs out', () => {
  it.each<[string, readonly string[]]>([
    ['2027-01-26', ['certificate principal 2027-01-26']],
    ['2027-01-27', []],
    ['2026-11-26', ['certificate principal 2026-11-26']],
    [LASTING, []],
  ])('is the certificate of a person until %s: %j, once though they own the website, too', (until, expected) => {
    const found = expiring(record(until), '2026-11-27').map(({ resource, of, day }) => `${resource} ${of} ${day}`);

    expect(found).toEqual(expected);
  });

  it('is a domain and a server by what the last look found', () => {
    const outside = { ...NOTHING_OUTSIDE, domains: { 'yunfan.example': '2027-01-03' }, servers: { w1: '2026-12-31' } };

    const found = expiring(record(LASTING, outside), '2026-11-27');

    expect(found).toEqual([
      { resource: 'domain', of: 'yunfan.example', day: '2027-01-03' },
      { resource: 'server', of: 'w1', day: '2026-12-31' },
    ]);
  });

  it('is said to the account and to the principal, once for each day of its end; not of what has run out', () => {
    const of = record('2027-01-03');

    expect(remindersOfLook(of, NOW)).toEqual([
      {
        topic: 'reminder',
        key: 'reminder/filed-expiring/record-r1/certificate-principal-2027-01-03/account',
        payload: {
          resource: 'certificate',
          date: '1月3日',
          notification: 'filed-expiring',
          recordId: 'r1',
          recipient: 'account',
        },
      },
      expect.objectContaining({
        key: 'reminder/filed-expiring/record-r1/certificate-principal-2027-01-03/principal',
      }),
    ]);
    expect(keys(record('2026-11-26'))).toEqual([]);
  });

  it('is shown with what to do, also once it has run out', () => {
    const outside = { ...NOTHING_OUTSIDE, domains: { 'yunfan.example': '2027-01-03' }, servers: { w1: '2026-12-31' } };

    expect(hintsOf(record('2026-11-26', outside), NOW)).toEqual([
      {
        code: 'certificate',
        message: '主体负责人的证件已于2026年11月26日到期，换领新证件后请办理变更备案。',
        action: 'change',
      },
      { code: 'domain', message: '域名 yunfan.example 将于2027年1月3日到期，请续费。' },
      {
        code: 'server',
        message: '网站 yunfan.example 的云服务器将于2026年12月31日到期，请续费；换了云服务器，请办理变更备案。',
        action: 'change',
      },
    ]);
  });

  it('is nothing of a record that has ended; of a website that is connected elsewhere, that its access here has ended', () => {
    const ended = { at: AT, why: 'cancelled' as const };
    const outside = { ...NOTHING_OUTSIDE, servers: { w1: '2026-12-31' } };
    const elsewhere = record(LASTING, outside);
    const accesses = elsewhere.contents.websites.map((website) => ({
      ...website,
      accesses: website.accesses.map((access) => ({ ...access, ended: { at: AT, why: 'elsewhere' as const } })),
    }));

    expect(keys(record('2027-01-03', outside, { ended }))).toEqual([]);
    expect(hintsOf(record('2027-01-03', outside, { ended }), NOW)).toEqual([]);
    expect(hintsOf(record(LASTING, outside, { websites: accesses }), NOW)).toEqual([
      {
        code: 'access-ended',
        message:
          '网站 yunfan.example 在本平台的接入已结束：已在其他接入服务商处办理，不再接入本平台。没有接入服务商的网站，备案号可能被管局注销。要用这里的云服务器，请办理接入备案；已接到别的服务商的，不用再办。',
        action: 'new-access',
        websiteId: 'w1',
      },
    ]);
  });
});

describe('a notice with a due date', () => {
  const DUE = '2026-12-10T15:59:59.000Z';

  it.each<[string, readonly string[]]>([
    ['2026-12-07T01:59:59Z', []],
    ['2026-12-07T02:00:00Z', ['reminder/record-notice-due/record-r1/4-2026-12-10-3/account']],
    ['2026-12-09T02:00:00Z', ['reminder/record-notice-due/record-r1/4-2026-12-10-1/account']],
    ['2026-12-10T16:00:00Z', []],
  ])('at %s is reminded of by %j', (now, expected) => {
    const toAccount = keys(record(LASTING, undefined, notice(DUE)), new Date(now)).filter((key) =>
      /account$/.test(key),
    );

    expect(toAccount).toEqual(expected);
  });

  it('that was answered, or has just come, is not', () => {
    const now = new Date('2026-12-09T02:00:00Z');

    expect(keys(record(LASTING, undefined, notice(DUE, { state: 'answered' })), now)).toEqual([]);
    expect(keys(record(LASTING, undefined, notice(DUE, { at: '2026-12-08T09:00:00.000Z' })), now)).toEqual([]);
  });

  it('wakes the look at its times, and otherwise a month after the last full one', () => {
    const lastLook = new Date('2026-11-26T02:00:00Z');
    const of = record(LASTING, undefined, notice(DUE));

    expect(nextLookAt(of, lastLook, NOW)).toEqual(new Date('2026-12-07T02:00:00Z'));
    expect(nextLookAt(of, lastLook, new Date('2026-12-07T02:00:00Z'))).toEqual(new Date('2026-12-09T02:00:00Z'));
    expect(nextLookAt(of, lastLook, new Date('2026-12-09T02:00:00Z'))).toEqual(new Date('2026-12-26T02:00:00Z'));
  });
});

describe('a filed website', () => {
  const found: WebsiteFindings = {
    ...{ http: 'page', https: 'page', addresses: ['119.29.29.29'], number: 'linked', dns: 'filed' },
    ...{ at: NOW.toISOString(), domain: 'yunfan.example', wanted: { number: '粤ICP备2026000001号' } },
  };

  it.each<[string, Partial<WebsiteFindings>, WebsiteLook]>([
    ['answers with its number, from its server', {}, 'fine'],
    ['answers by HTTPS alone', { http: 'silent' }, 'fine'],
    ['does not answer', { http: 'silent', https: 'silent', number: 'no-page' }, 'silent'],
    ['answers without its number', { number: 'absent' }, 'no-number'],
    ['answers with its number, and no link', { number: 'unlinked' }, 'no-number'],
    ['is made by its scripts, so that nobody can tell about its number', { number: 'by-script' }, 'fine'],
    ['shows no 公安备案号 though one was entered', { publicSecurity: 'absent' }, 'no-public-security'],
    ['answers from another address', { dns: 'elsewhere' }, 'elsewhere'],
    ['answers, and its server is unknown', { dns: 'unknown' }, 'fine'],
  ])('that %s', (_, more, look) => {
    expect(judgedWebsite({ ...found, ...more })).toBe(look);
  });

  it.each<[readonly string[], readonly string[] | undefined, WebsiteFindings['dns']]>([
    [['119.29.29.29'], ['1.1.1.1', '119.29.29.29'], 'filed'],
    [['119.29.29.29'], ['1.1.1.1'], 'elsewhere'],
    [['119.29.29.29'], undefined, 'unknown'],
    [['119.29.29.29'], [], 'unknown'],
    [[], ['1.1.1.1'], 'nowhere'],
  ])('that leads to %j where %j is filed: %s', (addresses, filed, expected) => {
    expect(dnsOf(addresses, filed)).toBe(expected);
  });

  it('has been so since it was first found so', () => {
    const silent = { ...found, http: 'silent', https: 'silent', number: 'no-page' } as const;
    const before = { look: 'silent', since: '2026-11-01T02:00:00.000Z' } as const;

    expect(withLook(before, [silent])).toEqual({ ...before, findings: silent });
    expect(withLook(before, [found])).toEqual({ look: 'fine', since: '2026-11-27T02:00:00.000Z', findings: found });
    expect(withLook(undefined, [found])).toEqual({ look: 'fine', since: '2026-11-27T02:00:00.000Z', findings: found });
  });

  it('of several domains is as its worst one', () => {
    const other = { ...found, domain: 'second.example', number: 'absent' } as const;

    expect(withLook(undefined, [found, other])).toMatchObject({
      look: 'no-number',
      findings: { domain: 'second.example' },
    });
  });

  it('is told of nobody who doesn’t want it looked at, and not of a 公安备案号 that was changed since', () => {
    const since = '2026-11-01T02:00:00.000Z';
    const wanted = { number: '粤ICP备2026000001号', publicSecurity: '粤公网安备44030502000001号' };
    const missing = { ...found, publicSecurity: 'absent', wanted } as const;
    const outside: Outside = {
      ...NOTHING_OUTSIDE,
      websites: { w1: { look: 'no-public-security', since, findings: missing } },
    };
    const told = (care: WebsiteCare) => {
      const cared = { ...record(LASTING, outside), care: { w1: care } };
      return [keys(cared).length, hintsOf(cared, NOW).map(({ code }) => code)];
    };

    expect(told({ publicSecurityNumber: '粤公网安备44030502000001号' })).toEqual([1, ['no-public-security']]);
    expect(told({ publicSecurityNumber: '粤公网安备44030502000002号' })).toEqual([0, []]);
    expect(told({})).toEqual([0, []]);
    expect(told({ publicSecurityNumber: '粤公网安备44030502000001号', monthly: false })).toEqual([
      0,
      ['no-public-security'],
    ]);
  });

  it('that is amiss is looked at again the day after, and only then its account is told, once', () => {
    const first = record(LASTING, looked('silent', NOW.toISOString()));
    const dayAfter = new Date('2026-11-28T02:00:00Z');

    expect(fullLookAt(first, NOW)).toEqual(dayAfter);
    expect(keys(first)).toEqual([]);
    expect(keys(first, dayAfter)).toEqual(['reminder/website-amiss/record-r1/w1-silent-2026-11-27/account']);
    expect(fullLookAt(first, dayAfter)).toEqual(new Date('2026-12-28T02:00:00Z'));
    expect(fullLookAt(record(LASTING, looked('fine', NOW.toISOString())), NOW)).toEqual(
      new Date('2026-12-27T02:00:00Z'),
    );
  });

  it('that leads to another address is shown, and nobody is told', () => {
    const of = record(LASTING, looked('elsewhere', '2026-11-01T02:00:00.000Z'));

    expect(keys(of)).toEqual([]);
    expect(hintsOf(of, NOW)).toEqual([
      {
        code: 'elsewhere',
        message: '网站 yunfan.example 指向的地址不是备案的云服务器。如果换了服务器，请办理变更备案或接入备案。',
        ...{ action: 'change', websiteId: 'w1' },
      },
    ]);
  });

  it.each<[WebsiteLook, string]>([
    ['silent', '网站 yunfan.example 打不开。已备案的网站要能正常访问，请尽快恢复；不再使用的，请办理注销。'],
    [
      'no-number',
      '网站 yunfan.example 的首页没有看到正确的备案号和链接，请在页面底部标明 粤ICP备2026000001号，并链接到 beian.miit.gov.cn。',
    ],
  ])('that is %s is shown with what to do', (look, message) => {
    expect(hintsOf(record(LASTING, looked(look, AT)), NOW)).toEqual([{ code: look, message, websiteId: 'w1' }]);
  });

  it('has the number in its footer that its province wants: in 福建 that of the website', () => {
    const of = record(LASTING, looked('no-number', AT));
    const contents = { ...of.contents, subject: { ...of.contents.subject, region: '350000' } };

    const [hint] = hintsOf({ ...of, contents }, NOW);

    expect(hint?.message).toMatch(/请在页面底部标明 粤ICP备2026000001号-1，/);
  });
});
