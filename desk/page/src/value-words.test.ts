import { describe, expect, it } from 'vitest';
import { noNames } from '../../../contracts/desk/value-words.ts';
import type { CheckRow } from './operations.ts';
import { inWords, namesFor } from './value-words.ts';

describe('a value of the checklist', () => {
  it('is in words from every source', () => {
    const row = { row: 'principal.certificateType', value: 'id-card' } as CheckRow;
    const differing = { ...row, read: { agreement: 'differs', value: 'passport' }, register: { agreement: 'silent' } };

    expect(inWords(differing as CheckRow)).toMatchObject({
      value: '居民身份证',
      read: { agreement: 'differs', value: '护照' },
      register: { agreement: 'silent' },
    });
  });

  it('has the names of divisions where there are codes of them', async () => {
    const address = { row: 'organizer.certificateAddress', value: '440000 440300 440305 样例路' } as CheckRow;

    expect(inWords(address, await namesFor([address])).value).toBe('广东省深圳市南山区 样例路');
    expect(await namesFor([{ ...address, value: '440****' }])).toBe(noNames);
  });
});
