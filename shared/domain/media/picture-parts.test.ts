import { describe, expect, it } from 'vitest';
import { stops } from '../../../contracts/kit/finding.ts';
import { findingsOfParts, leftToReviewer, partsIn, unjudgedFinding } from './picture-parts.ts';

const SIZE = { width: 1000, height: 2000 };
const PROBLEM = '没有看到日期，请手写签字那天的年、月、日，再拍一张。';
const judged = findingsOfParts(
  'commitment-letter',
  [
    { part: 'heading' },
    { part: 'signature' },
    {
      part: 'date',
      problem: PROBLEM,
      place: [
        [100, 1000],
        [1200, 1000],
        [1200, 1100],
        [100, 1100],
      ],
    },
  ],
  SIZE,
  [],
);

it('parts that were found and those that are missing are findings; what is missing stops the filing', () => {
  expect(judged).toMatchObject([
    { ruleId: 'MT-97', severity: 'info', message: '已看到：标题、签名。', params: { parts: 'heading signature' } },
    { ruleId: 'MT-97', severity: 'block', message: PROBLEM, params: { part: 'date', left: 10, width: 90 } },
  ]);
  expect(stops(judged)).toBe(true);
});

it('a list shows each part, the frame of a missing one in percent of the picture', () => {
  expect(partsIn(judged).parts).toEqual([
    { part: 'heading', label: '标题', state: 'found', text: '' },
    { part: 'signature', label: '签名', state: 'found', text: '' },
    {
      ...{ part: 'date', label: '日期', state: 'missing', text: PROBLEM },
      frame: { left: 10, top: 50, width: 90, height: 5 },
    },
  ]);
});

it('what is left to the reviewer stops nothing, is marked, and stays in the list', () => {
  const left = leftToReviewer(judged);

  expect(stops(left)).toBe(false);
  expect(left[1]).toMatchObject({ severity: 'warn', message: `申请人认为照片没有问题，请审核员看：${PROBLEM}` });
  expect(partsIn(left)).toMatchObject({ isForReviewer: true, parts: [{}, {}, { part: 'date', state: 'left' }] });
  expect(leftToReviewer(left)).toEqual(left);
});

it('other findings are no parts, and are left to nobody', () => {
  const cut = { ruleId: 'MT-06', severity: 'block', field: 'file', message: '证件边缘不完整。', params: {} } as const;
  const unjudged = unjudgedFinding('handheld-photo');

  expect(leftToReviewer([cut])).toEqual([cut]);
  expect(partsIn([cut, unjudged])).toEqual({ parts: [], others: [cut, unjudged], isForReviewer: true });
  expect(stops([unjudged])).toBe(false);
});

describe('a picture that is taken again', () => {
  const again = (earlier: readonly (typeof judged)[], isOther = false) =>
    findingsOfParts(
      'commitment-letter',
      [{ part: 'seal', problem: '没有看到红色的单位公章，请盖公章，再拍一张。', isOther }],
      SIZE,
      earlier.map((findings) => ({ findings })),
    );
  const objections = { asked: judged, left: leftToReviewer(judged) };

  it.each(Object.entries(objections))(
    'goes to the reviewer with what is still missing when the first was %s',
    (_, first) => {
      expect(again([first])).toEqual([
        {
          ruleId: 'MT-97',
          severity: 'warn',
          field: 'file',
          message: '重拍的照片仍有这个问题，由审核员看照片，不用再拍：没有看到红色的单位公章。',
          params: { part: 'seal' },
        },
      ]);
    },
  );

  it('stops the filing when nothing was said against the first, or when it shows another paper', () => {
    const good = findingsOfParts('commitment-letter', [{ part: 'seal' }], SIZE, []);

    expect([again([]), again([good]), again([[unjudgedFinding('commitment-letter')]]), again([judged], true)]).toEqual(
      Array.from({ length: 4 }, () => [expect.objectContaining({ severity: 'block' })]),
    );
  });
});
