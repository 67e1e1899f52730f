import { expect, it } from 'vitest';
import { markPath, markText } from './picture-mark.ts';

it('a mark is the beginning of an id and the minute in Beijing, in signs that are all drawn', () => {
  const text = markText('4aa00259-c8cb-48fc-b1f5-534f22c9b19b', new Date('2026-11-26T17:48:59Z'));

  expect(text).toBe('4aa00259 2026-11-27 01:48');
  expect(markPath('-').path).toBe('M0 3h1v1h-1zM1 3h1v1h-1zM2 3h1v1h-1zM3 3h1v1h-1zM4 3h1v1h-1z');
  for (const sign of '0123456789abcdef-:') expect(markPath(sign).path).not.toBe('');
  expect(markPath(text)).toMatchObject({ width: 150, height: 7 });
});
