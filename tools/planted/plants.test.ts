import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { PLANTS, planted } from './plants.ts';

describe('the bugs that can be planted', () => {
  it.each(PLANTS)('fit the sources of today, in one place: $what', (plant) => {
    const text = readFileSync(join(ROOT, plant.file), 'utf8');

    expect(text.split(plant.search)).toHaveLength(2);
    expect(planted(text, plant)).toBe(text.replace(plant.search, () => plant.replace));
    expect(plant.tests.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('are one of each kind', () => {
    const kinds = PLANTS.map(({ kind }) => kind);

    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('are refused when the sources have changed', () => {
    const [plant] = PLANTS;

    expect(() => plant && planted('', plant)).toThrow('occurs 0 times');
  });
});
