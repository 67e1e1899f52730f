import { describe, expect, it } from 'vitest';
import type { AuditFacts } from './audit-chain.ts';
import { differing, doneAlone, replay } from './replay.ts';

const AT = new Date('2026-11-26T02:00:00Z');
const entry = (action: string, actor = 'lin', facts: AuditFacts = {}) => ({ action, actor, at: AT, facts });
const of = (decision: string, more: AuditFacts = {}): AuditFacts => ({ decision, ...more });
const told = (...entries: readonly ReturnType<typeof entry>[]) => Object.fromEntries(replay(entries));
const ACCEPTED = entry('accepted', 'lin', of('d1', { state: 'second-view' }));
const TYPED = entry('authority-typed', 'lin', { number: 1, sequence: 4, kind: 'approved', takesTwo: true });
const APPROVED = entry('authority-approved', 'authority', { number: 1, sequence: 4, verdicts: '3:approved' });
const AGREED = entry('second-agreed', 'he', of('d1'));
const MS = AT.getTime();

describe('what the chain of a case says of its decisions', () => {
  it.each([
    ['waits for a second view', [ACCEPTED], { '决定 d1': `accepted,lin,${MS},second-view,` }],
    ['was agreed to', [ACCEPTED, AGREED], { '决定 d1': `accepted,lin,${MS},waiting,he` }],
    [
      'was not agreed to',
      [ACCEPTED, entry('second-disagreed', 'he', of('d1'))],
      { '决定 d1': `accepted,lin,${MS},taken-back,he` },
    ],
    [
      'is held back for another second view',
      [ACCEPTED, AGREED, entry('held-back', 'desk', of('d1', { state: 'second-view' }))],
      { '决定 d1': `accepted,lin,${MS},second-view,` },
    ],
    [
      'was taken back, and another one made',
      [ACCEPTED, entry('taken-back', 'zhou', of('d1')), entry('returned', 'zhou', of('d2', { state: 'waiting' }))],
      { '决定 d1': `accepted,lin,${MS},taken-back,`, '决定 d2': `returned,zhou,${MS},waiting,` },
    ],
    [
      'has left, and the authority has answered',
      [
        ACCEPTED,
        AGREED,
        entry('amended', 'lin', of('d1')),
        entry('sent', 'desk', of('d1', { sequence: 1 })),
        entry('authority-approved', 'authority', { verdicts: '2:submitted-to-authority,3:approved' }),
      ],
      {
        '决定 d1': `accepted,lin,${MS},sent,he`,
        '审核结果 1': 'accepted',
        '审核结果 2': 'submitted-to-authority',
        '审核结果 3': 'approved',
      },
    ],
    ['falls away with a withdrawal', [ACCEPTED, entry('withdrawn')], { '决定 d1': `accepted,lin,${MS},dropped,` }],
    ['is erased', [ACCEPTED, entry('withdrawn'), entry('erased')], {}],
    ['of which nothing was told is none', [entry('second-agreed', 'he', of('d9')), entry('noted')], {}],
  ])('one that %s', (_, entries, expected) => {
    expect(told(...entries)).toEqual(expected);
  });
});

it.each([
  ['agreed to by whoever decided', [ACCEPTED, entry('second-agreed', 'lin', of('d1'))], 1],
  ['agreed to by somebody else', [ACCEPTED, AGREED], 0],
  [
    'confirmed by whoever proposed it',
    [entry('proposed', 'lin', { proposal: 'p1' }), entry('proposal-confirmed', 'lin', { proposal: 'p1' })],
    1,
  ],
  [
    'confirmed by who proposed another one',
    [
      entry('proposed', 'he', { proposal: 'p1' }),
      entry('proposed', 'lin', { proposal: 'p2' }),
      entry('proposal-confirmed', 'lin', { proposal: 'p1' }),
    ],
    0,
  ],
  [
    'confirmed by whoever typed it',
    [
      entry('authority-typed', 'lin', { number: 1, sequence: 4, kind: 'approved' }),
      entry('authority-numbers-confirmed', 'lin', { number: 1, sequence: 4 }),
    ],
    1,
  ],
  [
    'typed, confirmed by nobody and came about all the same',
    [TYPED, entry('authority-numbers-confirmed', 'he', { number: 1, sequence: 3 }), APPROVED],
    1,
  ],
  [
    'typed, confirmed by somebody else and came about',
    [TYPED, entry('authority-numbers-confirmed', 'he', { number: 1, sequence: 4 }), APPROVED],
    0,
  ],
  ['approved without numbers, which takes one', [{ ...TYPED, facts: { number: 1, sequence: 4 } }, APPROVED], 0],
  ['sent without the second view that it waited for', [ACCEPTED, entry('sent', 'desk', of('d1'))], 1],
  ['sent with it', [ACCEPTED, AGREED, entry('sent', 'desk', of('d1'))], 0],
])('what two must do is told when it was %s', (_, entries, expected) => {
  expect(doneAlone(entries)).toHaveLength(expected);
});

it('rows differ that hold something else, are gone, or were never told of', () => {
  const held = new Map(Object.entries({ same: 'a', other: 'b', added: 'c' }));

  expect(differing(new Map(Object.entries({ same: 'a', other: 'a', gone: 'd' })), held)).toEqual([
    'other',
    'gone',
    'added',
  ]);
});
