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
  {
    numbers,
    ...changes
  }: Partial<Filed> & { certificate?: string; domain?: string; remark?: string; numbers?: Filed['data']['numbers'] },
) => ({
  number,
  filingType: 'first',
  province: '440000',
  data: {
    organizer: { certificateNumber: changes.certificate ?? 'A' },
    numbers,
    websites: [{ id: 'site', domain: changes.domain ?? 'one.cn', details: { remark: changes.remark ?? '' } }],
  },
  ...changes,
});
/** @param website its number, of one that is filed. */
const numbersOf = (organizer: string, website?: number) => ({
  organizer,
  websites: website === undefined ? {} : { site: `${organizer}-${website}` },
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
    book.takeIn(filed(3, { filingType: 'new-access', numbers: numbersOf(`粤ICP备${YEAR}000001号`, 1) }));
    book.takeIn(filed(4, { filingType: 'change' }));

    const numbers = [1, 2, 3].map((number) => book.say(number, REVIEWED)?.numbers?.websites.site);
    expect(numbers).toEqual([1, 2, 1].map((website) => `粤ICP备${YEAR}000001号-${website}`));
    expect(book.say(4, REVIEWED)).toEqual({ kind: 'approved' });
  });

  it('keeps the numbers of who is filed elsewhere, and numbers a website far behind those', () => {
    const book = openAuthorityBook(path());
    book.takeIn(filed(1, { filingType: 'new-access', numbers: numbersOf('粤ICP备2020000005号', 4) }));
    book.takeIn(filed(2, { filingType: 'new-website', numbers: numbersOf('粤ICP备2020000005号') }));

    expect([1, 2].map((number) => book.say(number, REVIEWED)?.numbers)).toEqual([
      numbersOf('粤ICP备2020000005号', 4),
      numbersOf('粤ICP备2020000005号', 102),
    ]);
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
