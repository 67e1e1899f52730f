import { describe, expect, it } from 'vitest';
import { contract } from './contract.ts';
import { reference } from './reference.ts';

const TABLES = contract.reference.params.shape.table.options;

const rowsOf = async (table: (typeof TABLES)[number]) => (await reference({ table })).rows;

describe('reference tables', () => {
  it.each(TABLES)('match their contract, with rows of the same shape: %s', async (table) => {
    const answer = contract.reference.reply.parse(await reference({ table }));

    const shapes = new Set(answer.rows.map((row) => typeof (row.code ?? row.kind)));
    expect(answer.table).toBe(table);
    expect(answer.rows.length).toBeGreaterThan(1);
    expect(shapes.size).toBe(1);
    expect(shapes).not.toContain('undefined');
  });

  it('contain the provinces of mainland China by code', async () => {
    const provinces = await rowsOf('provinces');

    expect(provinces).toHaveLength(31);
    expect(provinces).toContainEqual({ code: '440000', name: '广东省' });
  });

  it('contain cities and districts in one table', async () => {
    const divisions = await rowsOf('divisions');

    expect(divisions).toContainEqual({ code: '440300', name: '深圳市' });
    expect(divisions).toContainEqual({ code: '440305', name: '南山区' });
  });

  it('contain the certificates of people with the pictures of each', async () => {
    const certificates = await rowsOf('person-certificates');

    expect(certificates.map(({ name }) => name)).toEqual([
      '居民身份证',
      '护照',
      '港澳居民来往内地通行证',
      '台湾居民来往大陆通行证',
      '外国人永久居留身份证',
      '港澳居民居住证',
      '台湾居民居住证',
    ]);
    expect(certificates[1]).toEqual({ code: 'passport', authorityCode: 7, name: '护照', pictures: ['passport'] });
  });

  it('contain the document kinds with their limits', async () => {
    const kinds = await rowsOf('document-kinds');

    expect(kinds).toContainEqual({
      kind: 'id-front',
      label: '身份证人像面',
      contentTypes: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 4_194_304,
      minShortSidePixels: 320,
    });
  });
});
