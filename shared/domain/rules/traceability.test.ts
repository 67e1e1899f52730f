import { describe, expect, it } from 'vitest';
import { ELSEWHERE } from './elsewhere.ts';
import { FILING_RULES } from './pre-check.ts';

const ids = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}-${String(from + i).padStart(2, '0')}`);

/** The ids of the published catalogue. */
const PUBLISHED = [
  ...ids('FT', 1, 30),
  ...ids('DM', 1, 21),
  ...ids('CS', 1, 17),
  ...ids('PV-GD', 1, 18),
  ...ids('PV-FJ', 1, 10),
  ...ids('PV-TJ', 1, 18),
  'PV-00',
  ...ids('FD', 1, 34),
  ...ids('FD', 40, 64),
  ...ids('MT', 1, 18),
  ...ids('PR', 1, 16),
  ...ids('SEC', 1, 12),
];

/** Those proposed for changes of records, and for types that start from one. */
const OF_RECORDS = [
  ...ids('FT', 31, 50),
  ...ids('DM', 22, 23),
  ...ids('CS', 18, 20),
  ...ids('MT', 19, 23),
  ...ids('PR', 17, 23),
];

const ALL = [...PUBLISHED, ...OF_RECORDS];

const implemented = new Set(FILING_RULES.map(({ id }) => id));

describe('the published catalogue', () => {
  it('has 220 rules', () => {
    expect(PUBLISHED).toHaveLength(220);
  });

  it('is complete: every rule is implemented here or handled elsewhere, but not both', () => {
    const elsewhere = ELSEWHERE.map(({ id }) => id);

    expect(ALL.filter((id) => !implemented.has(id) && !elsewhere.includes(id))).toEqual([]);
    expect(elsewhere.filter((id, index) => implemented.has(id) || elsewhere.indexOf(id) !== index)).toEqual([]);
    expect(elsewhere.filter((id) => !ALL.includes(id) && !/-9\d$/.test(id))).toEqual([]);
    expect(ELSEWHERE.filter(({ rule, why }) => rule === '' || why === '')).toEqual([]);
  });

  it('has no ids from 90 on, which are our own', () => {
    const own = [...implemented].filter((id) => !ALL.includes(id));

    expect(own.filter((id) => !/-9\d$/.test(id))).toEqual([]);
  });
});
