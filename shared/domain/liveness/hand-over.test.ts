import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../media/document.ts';
import {
  type HandOver,
  handOverState,
  isGoingOn,
  isHandOverSet,
  mayBegin,
  mayUpload,
  triesLeftOf,
  triesOfChecks,
  triesOfDocuments,
} from './hand-over.ts';
import type { LivenessState } from './liveness.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 2, minute));
const handOver: HandOver = {
  id: 'h1',
  applicantId: 'a1',
  createdAt: at(0),
  expiresAt: at(30),
};
const opened = { ...handOver, openedAt: at(1) };
const checks = (...states: LivenessState[]) => states.map((state) => ({ state, createdAt: at(2), expiresAt: at(12) }));

describe('a check that is handed over', () => {
  it.each([
    ['sent, until somebody opens it', handOver, checks(), 5, 'sent'],
    ['opened, once a device has it', opened, checks(), 5, 'opened'],
    ['running, while a challenge is open', opened, checks('failed', 'open'), 5, 'running'],
    ['running, while a check is verified', opened, checks('verifying'), 15, 'running'],
    ['opened again, when a challenge ended unanswered', opened, checks('open'), 12, 'opened'],
    ['opened again, when an instance died while it verified', opened, checks('verifying'), 22, 'opened'],
    ['passed, whatever came later', { ...opened, cancelledAt: at(9) }, checks('failed', 'passed'), 40, 'passed'],
    ['failed, after three tries', opened, checks('failed', 'failed', 'failed'), 5, 'failed'],
    ['open after two', opened, checks('failed', 'failed', 'unanswered'), 5, 'opened'],
    ['declined by the site owner', { ...opened, declinedAt: at(3) }, checks(), 40, 'declined'],
    ['cancelled by whoever files', { ...opened, cancelledAt: at(3) }, checks('open'), 5, 'cancelled'],
    ['expired after half an hour', opened, checks('failed'), 30, 'expired'],
  ] as const)('is %s', (_what, handOver, ofIt, minute, state) => {
    expect(handOverState(handOver, triesOfChecks(ofIt, at(minute)), at(minute))).toBe(state);
  });

  it('goes on until it has an outcome', () => {
    const states = ['sent', 'opened', 'running', 'passed', 'failed', 'declined', 'expired', 'cancelled'] as const;

    expect(states.filter(isGoingOn)).toEqual(['sent', 'opened', 'running']);
  });

  it('has three tries, of which only failed ones count', () => {
    const left = (...states: LivenessState[]) => triesLeftOf(triesOfChecks(checks(...states), at(5)));

    expect(left('failed', 'unanswered', 'open', 'passed')).toBe(2);
    expect(left('failed', 'failed', 'failed', 'failed')).toBe(0);
  });

  it('lets checks begin for half an hour, and no more than twenty', () => {
    const of = (many: number) => ({ ...opened, checkIds: Array.from({ length: many }, (_, value) => `c${value}`) });

    expect([mayBegin(of(0), at(29)), mayBegin(of(0), at(30))]).toEqual([true, false]);
    expect([mayBegin(of(19), at(2)), mayBegin(of(20), at(2))]).toEqual([true, false]);
  });
});

describe('a card that is handed over', () => {
  const CUT = { ruleId: 'MT-06', severity: 'block', field: 'file', message: '证件边缘不完整。', params: {} } as const;
  const of = (...pictures: (readonly ['id-front' | 'id-back', DocumentState, 'cut'?])[]) =>
    pictures.map(([kind, state, cut]) => ({ kind, state, createdAt: at(2), findings: cut ? [CUT] : [] }));

  it.each([
    ['opened, before the first picture', of(), 5, 'opened'],
    ['running, while the file is on its way', of(['id-front', 'waiting']), 16, 'running'],
    ['opened again, when the file never came', of(['id-front', 'waiting']), 17, 'opened'],
    ['running, while a picture is read, also at the end', of(['id-front', 'reading']), 31, 'running'],
    ['opened, when one side is there', of(['id-front', 'ready']), 5, 'opened'],
    [
      'opened, when the picture of one side stops the filing',
      of(['id-front', 'ready', 'cut'], ['id-back', 'ready']),
      5,
      'opened',
    ],
    ['done, when both sides are there', of(['id-front', 'ready'], ['id-back', 'ready']), 40, 'passed'],
    ['open, after two refused pictures', of(['id-front', 'refused'], ['id-front', 'refused']), 5, 'opened'],
    [
      'over, after three',
      of(['id-front', 'refused'], ['id-back', 'refused'], ['id-front', 'ready'], ['id-back', 'refused']),
      5,
      'failed',
    ],
  ] as const)('is %s', (_what, pictures, minute, state) => {
    expect(handOverState(opened, triesOfDocuments(['id-front', 'id-back'], pictures, at(minute)), at(minute))).toBe(
      state,
    );
  });

  it('lets uploads begin for half an hour, and no more than ten', () => {
    const of = (many: number) => ({ ...opened, documentIds: Array.from({ length: many }, (_, value) => `d${value}`) });

    expect([mayUpload(of(0), at(29)), mayUpload(of(0), at(30))]).toEqual([true, false]);
    expect([mayUpload(of(9), at(2)), mayUpload(of(10), at(2))]).toEqual([true, false]);
  });

  it('is one picture, or both sides of one card, and never a face', () => {
    expect(isHandOverSet(['business-licence'])).toBe(true);
    expect(isHandOverSet(['id-front', 'id-back'])).toBe(true);
    expect(isHandOverSet(['card-front', 'card-back'])).toBe(true);
    expect(isHandOverSet([])).toBe(false);
    expect(isHandOverSet(['id-front', 'id-front'])).toBe(false);
    expect(isHandOverSet(['id-front', 'card-back'])).toBe(false);
    expect(isHandOverSet(['business-licence', 'id-front'])).toBe(false);
    expect(isHandOverSet(['liveness-photo'])).toBe(false);
  });
});
