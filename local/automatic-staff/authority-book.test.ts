import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Filed, openAuthorityBook } from './authority-book.ts';

const dir = mkdtempSync(join(tmpdir(), 'authority-book-'));
afterAll(() => rmSync(dir, { recursive: true }));

const YEAR = new Date().getFullYear();

const path = () => join(dir, `${randomUUID()}.json`);
const filed = (
  number: number,
  changes: Partial<Filed> & { certificate?: string; domain?: string; remark?: string },
) => ({
  number,
  filingType: 'first',
  province: '440000',
  data: {
    organizer: { certificateNumber: changes.certificate ?? 'A' },
    websites: [{ id: 'site', domain: changes.domain ?? 'one.cn', details: { remark: changes.remark ?? '' } }],
  },
  ...changes,
});
const REVIEWED = ['accepted', 'returned', 'approved'];

describe('the authority of a laptop', () => {
  it('verifies by SMS, then approves, with numbers of the province that nobody else has', () => {
    const book = openAuthorityBook(path());
    book.takeIn(filed(1, {}));
    book.takeIn(filed(2, { certificate: 'B', province: '310000' }));

    expect(book.say(1, ['sms-started', 'returned'])).toEqual({ kind: 'sms-started' });
    expect(book.say(1, ['sms-started', 'sms-verified', 'sms-failed', 'sms-timed-out'])?.kind).toBe('sms-verified');
    expect(book.say(1, REVIEWED)).toEqual({
      kind: 'approved',
      numbers: { organizer: `粤ICP备${YEAR}000001号`, websites: { site: `粤ICP备${YEAR}000001号-1` } },
    });
    expect(book.say(2, REVIEWED)?.numbers?.organizer).toBe(`沪ICP备${YEAR}000002号`);
    expect([book.say(1, []), book.say(3, REVIEWED)]).toEqual([undefined, undefined]);
  });

  it('says the same at every try, also after a restart', () => {
    const at = path();
    const book = openAuthorityBook(at);
    book.takeIn(filed(1, {}));
    const first = book.say(1, REVIEWED);
    const again = openAuthorityBook(at);
    again.takeIn(filed(1, { certificate: 'another' }));
    again.takeIn(filed(2, { certificate: 'B' }));

    expect(again.say(1, REVIEWED)).toEqual(first);
    expect(again.say(2, REVIEWED)?.numbers?.organizer).toBe(`粤ICP备${YEAR}000002号`);
  });

  it('keeps the number of an organizer, numbers its websites on, and leaves those of a new access as they are', () => {
    const book = openAuthorityBook(path());
    book.takeIn(filed(1, {}));
    book.takeIn(filed(2, { domain: 'two.cn', filingType: 'new-website' }));
    book.takeIn(filed(3, { filingType: 'new-access' }));
    book.takeIn(filed(4, { filingType: 'new-access', domain: 'elsewhere.cn' }));
    book.takeIn(filed(5, { filingType: 'change' }));

    const numbers = [1, 2, 3, 4].map((number) => book.say(number, REVIEWED)?.numbers?.websites.site);
    expect(numbers).toEqual([1, 2, 1, 3].map((website) => `粤ICP备${YEAR}000001号-${website}`));
    expect(book.say(5, REVIEWED)).toEqual({ kind: 'approved' });
  });

  it.each([
    ['请短信超时', ['sms-verified'], 'sms-timed-out', 'sms-verified'],
    ['请短信失败', ['sms-verified'], 'sms-failed', 'sms-verified'],
    ['请管局退回', REVIEWED, 'returned', 'approved'],
  ])('does what a remark asks for once: %s', (remark, possible, first, second) => {
    const book = openAuthorityBook(path());
    book.takeIn(filed(1, { remark: `介绍产品，${remark}` }));
    book.takeIn(filed(2, { remark: `介绍产品，${remark}` }));

    expect([book.say(1, possible)?.kind, book.say(1, possible)?.kind]).toEqual([first, first]);
    expect(book.say(2, possible)?.kind).toBe(second);
    expect(book.all().map(({ number, said }) => [number, said.map(({ kind }) => kind)])).toEqual([
      [1, [first]],
      [2, [second]],
    ]);
  });
});
