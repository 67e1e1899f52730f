import { describe, expect, it } from 'vitest';
import { isSought, proposedLines } from './proposed-lines.ts';

const OF_ORGANIZER = { kind: 'organizer', value: '91440300MA5FAKE02H' } as const;
const domain = (value: string) => ({ kind: 'domain', value }) as const;

describe('the lines of a proposed list', () => {
  it('are its values in the order of the file, new or kept, and then what it releases', () => {
    const proposed = [domain('b.example'), OF_ORGANIZER, domain('a.example')];
    const listed = [domain('z.example'), domain('a.example'), domain('c.example')];

    expect(proposedLines(proposed, listed)).toEqual([
      { ...domain('b.example'), standing: 'added' },
      { ...OF_ORGANIZER, standing: 'added' },
      { ...domain('a.example'), standing: 'kept' },
      { ...domain('c.example'), standing: 'released' },
      { ...domain('z.example'), standing: 'released' },
    ]);
  });

  it('tell values of two kinds apart', () => {
    const [person, organizer] = [{ kind: 'person', value: '440301199003077310' } as const, OF_ORGANIZER];

    expect(
      proposedLines([person], [{ ...person, kind: 'organizer' }, organizer]).map(({ standing }) => standing),
    ).toEqual(['added', 'released', 'released']);
  });
});

describe('a line that somebody looks for', () => {
  it.each([
    ['a part of a domain', domain('shop.yunfan.example'), 'yunfan', true],
    ['the address of a domain', domain('yunfan.example'), 'https://www.YUNFAN.example/a', true],
    ['another domain', domain('yunfan.example'), 'yunfei', false],
    ['nothing', domain('yunfan.example'), ' ', false],
    ['all of a number, as people write it', OF_ORGANIZER, '91440300-ma5fake 02h', true],
    ['a part of a number', OF_ORGANIZER, '91440300', false],
    ['a number without its last digit', OF_ORGANIZER, '91440300MA5FAKE02', false],
  ])('is found by %s', (_, line, text, expected) => {
    expect(isSought(line, text)).toBe(expected);
  });
});
