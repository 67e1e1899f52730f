import { expect, it } from 'vitest';
import { isFreshSignIn, sessionEnd } from './session.ts';

it('a session ends after exactly thirty days', () => {
  expect(sessionEnd(new Date('2026-11-24T02:00:00.001Z')).toISOString()).toBe('2026-12-24T02:00:00.001Z');
  expect(sessionEnd(new Date('2026-11-24T02:00:00.001Z'), false).toISOString()).toBe('2026-11-24T02:30:00.001Z');
});

it.each([
  ['2026-11-27T01:50:00Z', true],
  ['2026-11-27T01:49:59Z', false],
])('a sign-in is fresh for ten minutes: proven %s, %s', (authenticatedAt, isFresh) => {
  expect(isFreshSignIn(new Date(authenticatedAt), new Date('2026-11-27T02:00:00Z'))).toBe(isFresh);
});
