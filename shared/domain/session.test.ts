import { expect, it } from 'vitest';
import { sessionEnd } from './session.ts';

it('a session ends after thirty days, to the millisecond', () => {
  expect(sessionEnd(new Date('2026-11-24T02:00:00.001Z')).toISOString()).toBe('2026-12-24T02:00:00.001Z');
});
