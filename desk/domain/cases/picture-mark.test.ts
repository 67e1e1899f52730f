import { expect, it } from 'vitest';
import { markText } from './picture-mark.ts';

const staffId = '4aa00259-c8cb-48fc-b1f5-534f22c9b19b';
const at = new Date('2026-11-26T17:48:59Z');
const markOf = (displayName: string, canDraw = true) => markText({ staffId, displayName }, at, () => canDraw);

it('a mark is the name of whoever looks, and the minute in Beijing', () => {
  expect(markOf(' 林越 ')).toBe('林越 2026-11-27 01:48');
});

it('a name that can’t be drawn, or is none, is the beginning of the person’s id in the mark', () => {
  expect(markOf('林𠮷', false)).toBe('4aa00259 2026-11-27 01:48');
  expect(markOf('  ')).toBe('4aa00259 2026-11-27 01:48');
});

it('a long name is cut after twenty signs, and none of them in halves', () => {
  expect(markOf('𬭎'.repeat(30))).toBe(`${'𬭎'.repeat(20)} 2026-11-27 01:48`);
});
