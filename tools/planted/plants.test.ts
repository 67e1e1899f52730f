import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { drawPlants, PLANTS, type PlantKind, planted } from './plants.ts';

const KINDS: readonly PlantKind[] = [...new Set(PLANTS.map(({ kind }) => kind))];

describe('the bugs that can be planted', () => {
  it.each(PLANTS)('fit the sources of today, in one place: $what', (plant) => {
    const text = readFileSync(join(ROOT, plant.file), 'utf8');

    expect(text.split(plant.search)).toHaveLength(2);
    expect(planted(text, plant)).toBe(text.replace(plant.search, () => plant.replace));
    expect(plant.tests.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('are drawn one of each kind, the same for the same seed, and each for some seed', () => {
    const draw = (seed: number) => drawPlants(KINDS, seed);
    const drawn = new Set(Array.from({ length: 200 }, (_, seed) => draw(seed)).flat());

    expect(draw(7).map(({ kind }) => kind)).toEqual(KINDS);
    expect(draw(7)).toEqual(draw(7));
    expect(drawn.size).toBe(PLANTS.length);
  });

  it('are refused when the sources have changed', () => {
    const [plant] = PLANTS;

    expect(() => plant && planted('', plant)).toThrow('occurs 0 times');
  });
});
