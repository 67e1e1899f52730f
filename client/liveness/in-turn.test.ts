import { describe, expect, it } from 'vitest';
import type { CheckedOwner } from '../filing/changes.ts';
import { inTurn } from './in-turn.ts';

const owner = (websiteId: string, part: Partial<CheckedOwner> = {}): CheckedOwner => ({
  ...{ websiteId, domain: `${websiteId}.cn`, path: '', ownerField: '', name: '周建明', isOther: false, person: 0 },
  ...part,
});
const owners = [owner('a'), owner('b'), owner('c', { name: '梁晓晴', person: 1 })];

describe('checks of several websites', () => {
  it.each([
    ['the first', {}, undefined, 'a', '1/3：请周建明为 a.cn 核身。'],
    ['the next one after a pass', { a: 'passed' }, undefined, 'b', '2/3：请周建明为 b.cn 核身。'],
    ['the one that was asked for', { a: 'passed' }, 'c', 'c', '2/3：请梁晓晴为 c.cn 核身。'],
    ['the next one when that one is over', { c: 'handed-over' }, 'c', 'a', '2/3：请周建明为 a.cn 核身。'],
    ['nobody', { a: 'passed', b: 'passed', c: 'handed-over' }, undefined, undefined, ''],
  ] as const)('have their turn one after the other: %s', (_, states: Record<string, string>, chosen, next, words) => {
    const turn = inTurn(owners, (websiteId) => states[websiteId], chosen);

    expect([turn.current?.websiteId, turn.words]).toEqual([next, words]);
    expect(owners.filter(turn.isShown).map(({ websiteId }) => websiteId)).toEqual(
      [...Object.keys(states), ...(next ? [next] : [])].toSorted(),
    );
  });

  it('leave out whom no machine can check, and a website without an owner', () => {
    const { words } = inTurn(
      [owner('a', { isOther: true }), owner('b', { name: '' }), owner('c')],
      () => undefined,
      '',
    );

    expect(words).toBe('3/3：请周建明为 c.cn 核身。');
  });

  it('say nothing of their order where there is one', () => {
    expect(inTurn([owner('a')], () => undefined, undefined).words).toBe('');
  });
});
