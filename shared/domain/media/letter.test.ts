import { describe, expect, it } from 'vitest';
import { printLine } from '../../../tests/support/pictures/print-lines.ts';
import { change, enterprise, individual } from '../rules/cases.ts';
import { judgeLetter, wantsFingerprint } from './letter.ts';
import type { SeenLine } from './places.ts';

const [WIDTH, HEIGHT] = [800, 1000];
type Box = readonly [left: number, top: number, right: number, bottom: number];
const PEN = [30, 40, 110] as const;
const RED = [215, 70, 60] as const;
const SIGNED: Box = [330, 405, 420, 418];
const DATED: Box = [220, 505, 260, 518];
const SEAL: Box = [420, 560, 540, 680];
const FINGER: Box = [420, 600, 460, 650];

type Painted = readonly (readonly [Box, readonly [number, number, number]])[];

/** A white sheet with painted boxes. */
function sheet(painted: Painted) {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3).fill(250);
  for (const [[left, top, right, bottom], colour] of painted)
    for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) pixels.set(colour, (y * WIDTH + x) * 3);
  return { raster: { width: WIDTH, height: HEIGHT, channels: 3 as const, pixels }, scale: 1 };
}
const WHOLE = [
  [SIGNED, PEN],
  [DATED, PEN],
  [SEAL, RED],
] as const;

const { organizer, websites } = enterprise.contents;
const NAME = organizer?.name ?? '';
const OWNER = websites[0]?.siteOwner?.name ?? '';
const DOMAIN = websites[0]?.domain ?? '';

const printed = (changes: Readonly<Record<string, string | undefined>> = {}): readonly SeenLine[] =>
  Object.entries({
    heading: '网站备案承诺书',
    name: `主办者名称：${NAME}`,
    domain: `网站域名：${DOMAIN}`,
    owner: `网站负责人：${OWNER}`,
    signature: '法定代表人（签字）：',
    date: '日期：',
    seal: '单位名称（盖章）：',
    hint: '请打印后用黑色签字笔逐字书写签名和日期，不要连笔，不要涂改',
    ...changes,
  }).flatMap(([, text], row) => (text ? [printLine(text, 100, 100 + ROWS[row as 0])] : []));
const ROWS = [0, 100, 150, 200, 300, 400, 500, 800] as const;

const missing = (lines: readonly SeenLine[], painted: Painted = WHOLE, { contents } = enterprise) =>
  judgeLetter(contents, lines, sheet(painted))
    .filter(({ problem }) => problem)
    .map(({ part }) => part);

describe('a commitment letter of an enterprise', () => {
  it('shows heading, names, domain, signature, seal and date', () => {
    const parts = judgeLetter(enterprise.contents, printed(), sheet(WHOLE));

    expect(parts).toEqual(['heading', 'names', 'domain', 'signature', 'seal', 'date'].map((part) => ({ part })));
  });

  it.each([
    ['the signature', [WHOLE[1], WHOLE[2]], ['signature']],
    ['the date', [WHOLE[0], WHOLE[2]], ['date']],
    ['the seal', [WHOLE[0], WHOLE[1]], ['seal']],
    ['a seal, and has a fingerprint', [WHOLE[0], WHOLE[1], [FINGER, RED]], ['seal']],
    ['the signature, on whose place is the seal', [WHOLE[1], [[300, 380, 430, 500], RED]], ['signature']],
    ['all, and has printed rules', [[[300, 418, 700, 420], PEN]], ['signature', 'seal', 'date']],
  ] as const)('may lack %s', (_, painted, parts) => {
    expect(missing(printed(), painted)).toEqual(parts);
  });

  it('is said where it lacks something: the frame is around label and blank', () => {
    const parts = judgeLetter(enterprise.contents, printed(), sheet([WHOLE[0], WHOLE[2]]));
    const date = parts.find(({ part }) => part === 'date');

    expect(date?.problem).toBe('没有看到日期，请手写签字那天的年、月、日，再拍一张。');
    expect(date?.place?.[0]).toEqual([94, 488]);
    expect(date?.place?.[2][1]).toBe(530);
  });

  it.each([
    ['read in its blank', '日期：2026年11月30日', []],
    ['printed as a blank form', '日期：　　年　　月　　日', ['date']],
  ])('has a date that is %s', (_, date, parts) => {
    expect(missing(printed({ date }), [WHOLE[0], WHOLE[2]])).toEqual(parts);
  });

  it.each([
    ['another company', { name: '主办者名称：深圳市海岸样例贸易有限公司' }, ['names']],
    ['another site owner', { owner: '网站负责人：王小样' }, ['names']],
    ['one misread character', { name: `主办者名称：${NAME.slice(0, 3)}口${NAME.slice(4)}` }, []],
    ['another domain', { domain: `网站域名：x${DOMAIN}` }, ['domain']],
    ['a domain that goes on', { domain: `网站域名：${DOMAIN}.cn` }, ['domain']],
    ['its domain in capitals', { domain: `网站域名：WWW.${DOMAIN.toUpperCase()}` }, []],
  ])('names %s', (_, changes, parts) => {
    expect(missing(printed(changes))).toEqual(parts);
  });

  it('names every website and every owner of the filing', () => {
    const second = {
      ...enterprise.contents.websites[0],
      id: 'w2',
      domain: 'yunfan-docs.cn',
      siteOwner: { ...enterprise.contents.websites[0]?.siteOwner, name: '林悦然' },
    };
    const two = change(enterprise, { 'contents.websites.1': second });
    const problems = (lines: readonly SeenLine[]) =>
      judgeLetter(two.contents, lines, sheet(WHOLE)).flatMap(({ problem }) => problem ?? []);

    expect(problems(printed({ hint: 'yunfan-docs.cn（云帆样例文档，网站负责人：林悦然）' }))).toEqual([]);
    expect(problems(printed())).toEqual([
      '没有找到网站负责人林悦然，请核对后重新打印、签字。',
      '没有找到这份备案的域名 yunfan-docs.cn，请核对后重新打印、签字。',
    ]);
  });

  it.each([
    [
      'something else',
      { heading: '会议通知' },
      { problem: '没有看到标题“网站备案承诺书”。请拍签好的承诺书，四个角都在画面里。', place: undefined },
    ],
    [
      'the other sheet',
      { heading: '网站真实性核验单' },
      { problem: '这是“网站真实性核验单”，要交的是“网站备案承诺书”，请换成承诺书再拍。', isOther: true },
    ],
  ])('is not %s, of which nothing else is said', (_, changes, said) => {
    expect(judgeLetter(enterprise.contents, printed(changes), sheet([]))).toEqual([{ part: 'heading', ...said }]);
  });
});

describe('a commitment letter of a person', () => {
  const ofPerson = change(individual, {});
  const { organizer: person, websites: sites } = ofPerson.contents;
  const lines = printed({
    name: `主办者名称：${person?.name}`,
    domain: `网站域名：${sites[0]?.domain}`,
    owner: `网站负责人：${ofPerson.contents.principal?.name}`,
    signature: '本人签字：',
    seal: '按手印：',
  });

  it('has a fingerprint in 广东', () => {
    expect(missing(lines, [WHOLE[0], WHOLE[1], [FINGER, RED] as const], ofPerson)).toEqual([]);
    expect(missing(lines, [WHOLE[0], WHOLE[1]], ofPerson)).toEqual(['fingerprint']);
    expect(wantsFingerprint('enterprise', '440000')).toBe(false);
  });

  it('needs none elsewhere', () => {
    const elsewhere = change(individual, { 'contents.eligibility.region': '350000' });

    expect(missing(lines, [WHOLE[0], WHOLE[1]], elsewhere)).toEqual([]);
  });
});
