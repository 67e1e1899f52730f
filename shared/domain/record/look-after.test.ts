import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings.ts';
import type { Filing } from '../filing/filing.ts';
import { approvedFiling, foldRecord } from './fold.ts';
import { hintsOf } from './hints.ts';
import { expiring, fullLookAt, nextLookAt, remindersOfLook } from './look-after.ts';
import { judgedWebsite, NOTHING_OUTSIDE, type Outside, type WebsiteLook, withLook } from './outside.ts';
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
      { code: 'certificate', message: '主体负责人的证件已于2026年11月26日到期，换领新证件后请办理变更备案。' },
      { code: 'domain', message: '域名 yunfan.example 将于2027年1月3日到期，请续费。' },
      {
        code: 'server',
        message: '网站 yunfan.example 的云服务器将于2026年12月31日到期，请续费；换了云服务器，请办理变更备案。',
      },
    ]);
  });

  it('is nothing of a record that has ended, and no website that is connected elsewhere', () => {
    const ended = { at: AT, why: 'cancelled' as const };
    const outside = { ...NOTHING_OUTSIDE, servers: { w1: '2026-12-31' } };
    const elsewhere = record(LASTING, outside);
    const accesses = elsewhere.contents.websites.map((website) => ({
      ...website,
      accesses: website.accesses.map((access) => ({ ...access, ended: { at: AT, why: 'elsewhere' as const } })),
    }));

    expect(keys(record('2027-01-03', outside, { ended }))).toEqual([]);
    expect(hintsOf(record('2027-01-03', outside, { ended }), NOW)).toEqual([]);
    expect(hintsOf(record(LASTING, outside, { websites: accesses }), NOW)).toEqual([]);
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
  const seen = { answers: true, showsNumber: true, addresses: ['119.29.29.29'] };

  it.each<[string, Parameters<typeof judgedWebsite>, WebsiteLook]>([
    ['answers with its number, from its server', [seen, ['119.29.29.29']], 'fine'],
    ['does not answer', [{ ...seen, answers: false }, ['119.29.29.29']], 'silent'],
    ['answers without its number', [{ ...seen, showsNumber: false }, ['119.29.29.29']], 'no-number'],
    ['answers, and nobody can tell about its number', [{ ...seen, showsNumber: undefined }, ['119.29.29.29']], 'fine'],
    ['answers from another address', [seen, ['1.1.1.1']], 'elsewhere'],
    ['answers, and its server is unknown', [seen, undefined], 'fine'],
    ['answers, and its server has no address of its own', [seen, []], 'fine'],
  ])('that %s', (_, given, look) => {
    expect(judgedWebsite(...given)).toBe(look);
  });

  it('has been so since it was first found so', () => {
    const before = looked('silent', '2026-11-01T02:00:00.000Z');

    expect(withLook(before, 'w1', 'silent', NOW)).toEqual({ look: 'silent', since: '2026-11-01T02:00:00.000Z' });
    expect(withLook(before, 'w1', 'fine', NOW)).toEqual({ look: 'fine', since: '2026-11-27T02:00:00.000Z' });
    expect(withLook(undefined, 'w1', 'fine', NOW)).toEqual({ look: 'fine', since: '2026-11-27T02:00:00.000Z' });
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
    expect(hintsOf(record(LASTING, looked(look, AT)), NOW)).toEqual([{ code: look, message }]);
  });

  it('has the number in its footer that its province wants: in 福建 that of the website', () => {
    const of = record(LASTING, looked('no-number', AT));
    const contents = { ...of.contents, subject: { ...of.contents.subject, region: '350000' } };

    const [hint] = hintsOf({ ...of, contents }, NOW);

    expect(hint?.message).toMatch(/请在页面底部标明 粤ICP备2026000001号-1，/);
  });
});
