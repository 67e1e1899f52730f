import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, faultOf, type LinkedEntry, linkOf, readSeal, sealOf, sealText } from './audit-chain.ts';

const hash = (text: string) => createHmac('sha256', 'a key of the desk').update(text).digest('hex');
const ACTIONS = ['received', 'taken', 'concluded', 'accepted'];
const entry = (sequence: number): AuditEntry => ({
  caseId: 'case-1',
  sequence,
  at: new Date(Date.UTC(2026, 10, 27, 2, sequence)),
  actor: sequence === 1 ? 'filing-service' : 'lin-yue',
  action: ACTIONS[sequence - 1] ?? '',
  facts: { round: 1, row: 'organizer.name' },
});

function chainOf(count: number): readonly LinkedEntry[] {
  const chain: LinkedEntry[] = [];
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const auditEntry = entry(sequence);
    chain.push({ ...auditEntry, link: linkOf(auditEntry, chain.at(-1)?.link, hash) });
  }
  return chain;
}
const CHAIN = chainOf(4);
const changed = (sequence: number, change: Partial<LinkedEntry>) =>
  CHAIN.map((linkedEntry) => (linkedEntry.sequence === sequence ? { ...linkedEntry, ...change } : linkedEntry));

describe('the chain of a case', () => {
  it('is whole as it was written, also with its facts in another order', () => {
    const reordered = changed(2, { facts: { row: 'organizer.name', round: 1 } });

    expect(faultOf(CHAIN, [], hash)).toBeUndefined();
    expect(faultOf(reordered, [], hash)).toBeUndefined();
    expect(faultOf([], [], hash)).toBeUndefined();
  });

  it.each([
    ['who did it', { actor: 'zhou-ping' }],
    ['when', { at: new Date('2026-11-27T09:00:00Z') }],
    ['what was done', { action: 'returned' }],
    ['a fact', { facts: { round: 2, row: 'organizer.name' } }],
    ['the case', { caseId: 'case-2' }],
    ['the link', { link: 'f'.repeat(64) }],
  ])('shows that somebody changed %s', (_, change) => {
    expect(faultOf(changed(2, change), [], hash)).toEqual({ fault: 'altered', sequence: 2 });
  });

  it('shows a forged entry to whoever has the key, and is not to be forged without it', () => {
    const guessed = (text: string) => createHmac('sha256', 'another key').update(text).digest('hex');
    const forged = { ...entry(5), link: linkOf(entry(5), CHAIN.at(-1)?.link, guessed) };

    expect(faultOf([...CHAIN, forged], [], hash)).toEqual({ fault: 'altered', sequence: 5 });
  });

  it('shows that an entry is missing in the middle', () => {
    expect(faultOf(CHAIN.toSpliced(1, 1), [], hash)).toEqual({ fault: 'gap', sequence: 2 });
  });

  it('shows with a sealed head that the last entries are missing, or that the whole chain was written anew', () => {
    const head = { sequence: 4, link: CHAIN[3]?.link ?? '' };
    const other = { sequence: 2, link: CHAIN[3]?.link ?? '' };

    expect(faultOf(CHAIN, [head], hash)).toBeUndefined();
    expect(faultOf(CHAIN.slice(0, 3), [head], hash)).toEqual({ fault: 'shortened', sequence: 4 });
    expect(faultOf([], [head], hash)).toEqual({ fault: 'shortened', sequence: 1 });
    expect(faultOf(CHAIN, [other], hash)).toEqual({ fault: 'altered', sequence: 2 });
  });
});

describe('the seal of a day', () => {
  it('depends on its day, its heads and the seal before', () => {
    const heads = [{ caseId: 'case-1', sequence: 4, link: 'a'.repeat(64) }];
    const seals = [
      sealOf('2026-11-27', heads, undefined, hash),
      sealOf('2026-11-28', heads, undefined, hash),
      sealOf('2026-11-27', [], undefined, hash),
      sealOf('2026-11-27', heads, 'b'.repeat(64), hash),
    ];

    expect(new Set(seals).size).toBe(4);
  });

  it('is read from its text, and from no text that somebody has changed or written without the key', () => {
    const heads = [{ caseId: 'case-1', sequence: 4, link: 'a'.repeat(64) }];
    const sealed = { day: '2026-11-28', before: 'b'.repeat(64), heads, seal: '' };
    const whole = { ...sealed, seal: sealOf(sealed.day, heads, sealed.before, hash) };
    const text = sealText(whole);

    expect(readSeal(text, hash)).toEqual(whole);
    for (const changed of [
      text.replace('11-28', '11-29'),
      text.replace(',4,', ',3,'),
      text.replace('bb', 'bc'),
      '',
      '{}',
    ])
      expect(readSeal(changed, hash)).toBeUndefined();
    expect(readSeal(text, (words) => hash(`another key ${words}`))).toBeUndefined();
  });
});
