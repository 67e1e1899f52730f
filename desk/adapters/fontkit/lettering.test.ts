import { beforeAll, describe, expect, it } from 'vitest';
import { LETTER_FONT } from '../../../local/letter-font.ts';
import type { Lettering } from '../../ports/lettering.ts';
import { fontLettering } from './lettering.ts';

let lettering: Lettering;
beforeAll(async () => {
  lettering = await fontLettering(LETTER_FONT);
});

/** The corners of what an outline covers. */
function boxOf(path: string) {
  const numbers = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd)) as [number[], number[]];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('letters of the font that is deployed', () => {
  it('are there for the names of most people, and for the time; what it lacks is known', () => {
    for (const text of ['林越', '周岚', '欧阳龘', '王𬭎', 'Zoë O’Brien', '2026-11-27 01:48'])
      expect([text, lettering.canDraw(text)]).toEqual([text, true]);
    for (const text of ['林𠮷', '林🙂', '林\u200b', 'ཀ'])
      expect([text, lettering.canDraw(text)]).toEqual([text, false]);
  });

  it('are outlines one after another, upright, between the top and the bottom of the line', () => {
    const { path, width } = lettering.outlineOf('林越');
    const first = lettering.outlineOf('林');

    expect([first.width, width]).toEqual([1000, 2000]);
    expect(path.startsWith(first.path)).toBe(true);
    const { left, right, top, bottom } = boxOf(path);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(100);
    expect(right).toBeGreaterThan(1900);
    expect(right).toBeLessThan(2000);
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(100);
    expect(bottom).toBeGreaterThan(880);
    expect(bottom).toBeLessThan(1000);
    // The stroke at the top of a seven, not at its foot.
    expect(boxOf(lettering.outlineOf('7').path)).toMatchObject({ bottom: 880 });
  });

  it('a file that is no font is an error', async () => {
    await expect(fontLettering('/nowhere/font.ttf')).rejects.toThrow('ENOENT');
    await expect(fontLettering(new URL(import.meta.url).pathname)).rejects.toThrow('Unknown font format');
  });
});
