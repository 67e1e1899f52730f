import { describe, expect, it } from 'vitest';
import {
  followingRow,
  inShownOrder,
  isPhone,
  isToJudge,
  neighbourOf,
  paperOf,
  roundGroups,
  shownGroups,
} from './checklist.ts';
import type { CheckRow } from './operations.ts';

const row = (name: string, change: Partial<CheckRow> = {}): CheckRow => ({
  row: name,
  group: '主体',
  label: name,
  value: 'x',
  isMasked: false,
  needsReason: false,
  documents: [],
  unseen: [],
  needsJudgement: true,
  wasJudged: false,
  findings: [],
  told: [],
  isChanged: false,
  causesSecondView: false,
  mayAmend: false,
  ...change,
});
const ROWS = [row('a'), row('b', { needsJudgement: false }), row('c'), row('d')];
const nameOf = (checkRow: CheckRow): string => checkRow.row;
const settled = (names: readonly string[]) => (checkRow: CheckRow) =>
  isToJudge(checkRow, names.includes(checkRow.row) ? 'fits' : undefined);

describe('the row that opens by itself', () => {
  it('is the next one that needs a person; what the machine settled needs no key', () => {
    expect(followingRow(ROWS, 'a', settled(['a']))).toBe('c');
  });

  it('is one before, when none is left after', () => {
    expect(followingRow(ROWS, 'd', settled(['d']))).toBe('a');
  });

  it('is none when all are judged', () => {
    expect(followingRow(ROWS, 'd', settled(['a', 'c', 'd']))).toBeUndefined();
  });
});

describe('a row', () => {
  it.each([
    [undefined, true],
    ['open', true],
    ['call', true],
    ['fits', false],
    ['differs', false],
  ] as const)('with the conclusion %s still needs one: %s', (conclusion, expected) => {
    expect(isToJudge(row('a'), conclusion)).toBe(expected);
  });

  it('has neighbours up to the ends of the list', () => {
    expect([neighbourOf(ROWS, 'b', 1), neighbourOf(ROWS, 'b', -1)]).toEqual(['c', 'a']);
    expect([neighbourOf(ROWS, 'd', 1), neighbourOf(ROWS, 'a', -1)]).toEqual(['d', 'a']);
    expect(neighbourOf(ROWS, undefined, 1)).toBe('a');
  });

  it('is a number to call by its path', () => {
    const paths = [
      'principal.mobile',
      'principal.officePhone',
      'websites.0.siteOwner.emergencyPhone',
      'principal.email',
    ];

    expect(paths.map((path) => isPhone({ row: path }))).toEqual([true, true, true, false]);
  });
});

describe('a later round', () => {
  it('shows what was asked for, then what else moved, and folds what is unchanged', () => {
    const rows = [
      row('asked', { asked: { reason: '没有盖章' } }),
      row('moved', { needsJudgement: false, isChanged: true }),
      row('same', { needsJudgement: false }),
      row('both', { asked: { reason: '不清楚' }, isChanged: true }),
    ];

    const { shown, unchanged } = roundGroups(rows);

    expect(shown.map((group) => group.rows.map(nameOf))).toEqual([['asked', 'both'], ['moved']]);
    expect(unchanged.flatMap((group) => group.rows.map(nameOf))).toEqual(['same']);
  });
});

describe('a change', () => {
  it('shows what it makes different, then what else wants a person, and folds what is as filed', () => {
    const rows = [
      row('same', { needsJudgement: false, record: { agreement: 'same' } }),
      row('letter'),
      row('moved', { record: { agreement: 'differs', value: 'y' } }),
    ];

    const { shown, unchanged } = shownGroups(rows, 1, false);

    expect(shown.map((group) => [group.title, group.rows.map(nameOf)])).toEqual([
      ['变更的内容', ['moved']],
      ['另外待看的', ['letter']],
    ]);
    expect(unchanged.flatMap((group) => group.rows.map(nameOf))).toEqual(['same']);
  });
});

describe('an ending', () => {
  it('shows what wants a person, and folds what is filed', () => {
    const rows = [row('name', { needsJudgement: false }), row('declaration', { group: '材料' })];

    const { shown, unchanged } = shownGroups(rows, 1, true);

    expect(shown.map((group) => [group.title, group.rows.map(nameOf)])).toEqual([['材料', ['declaration']]]);
    expect(unchanged.flatMap((group) => group.rows.map(nameOf))).toEqual(['name']);
    expect(inShownOrder(rows, 1, true).map(nameOf)).toEqual(['declaration', 'name']);
  });
});

describe('the paper that opens with a row', () => {
  it('is the one that its value was read from, else the first that proves it', () => {
    const read = { agreement: 'same', documentId: 'card' } as const;

    expect(paperOf(row('a', { documents: ['licence', 'card'], read }))).toBe('card');
    expect(paperOf(row('a', { documents: ['licence'], read }))).toBe('licence');
    expect(paperOf(row('a'))).toBeUndefined();
  });
});

describe('the keys', () => {
  it('move in the order of the screen: in a later round what was asked for comes first', () => {
    const rows = [row('a', { needsJudgement: false }), row('b', { asked: { reason: '不符。' } }), row('c')];

    expect(inShownOrder(rows, 1, false).map(nameOf)).toEqual(['a', 'b', 'c']);
    expect(inShownOrder(rows, 2, false).map(nameOf)).toEqual(['b', 'c', 'a']);
  });
});
