import { expect, it } from 'vitest';
import { sessionEnd } from './session.ts';

it('a session ends after exactly thirty days', () => {
  expect(sessionEnd(new Date('2026-11-24T02:00:00.001Z')).toISOString()).toBe('2026-12-24T02:00:00.001Z');
  expect(sessionEnd(new Date('2026-11-24T02:00:00.001Z'), false).toISOString()).toBe('2026-11-24T02:30:00.001Z');
});
