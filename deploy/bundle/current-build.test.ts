import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { currentBuild } from './current-build.ts';

const dir = mkdtempSync(join(tmpdir(), 'current-build-'));
afterAll(() => rmSync(dir, { recursive: true }));

const sources = ['CHANGELOG.md'];
/** Builds a file of a text, and counts how often. */
function builder(name: string, text: string) {
  const cache = join(dir, name);
  const counts = { builds: 0 };
  const build = async (folder: string) => {
    counts.builds += 1;
    writeFileSync(join(folder, 'built.txt'), text);
  };
  return { cache, counts, build };
}

it('builds once as long as the sources stay, and anew for others', async () => {
  const { cache, counts, build } = builder('twice', 'page');

  const first = await currentBuild({ cache, sources, build });
  const again = await currentBuild({ cache, sources, build });
  const other = await currentBuild({ cache, sources: ['README.md'], build });

  expect([again === first, other === first, counts.builds]).toEqual([true, false, 2]);
  expect(readFileSync(join(other, 'built.txt'), 'utf8')).toBe('page');
});

it('removes what was built of older sources, and leaves what others are building', async () => {
  const { cache, build } = builder('older', 'page');
  mkdirSync(join(cache, '0123456789abcdef'), { recursive: true });
  mkdirSync(join(cache, '0123456789abcdef-building'));

  await currentBuild({ cache, sources, build });

  expect([existsSync(join(cache, '0123456789abcdef')), readdirSync(cache).length]).toEqual([false, 2]);
});

it('leaves no build that failed behind under its name', async () => {
  const { cache, build } = builder('failed', 'page');
  const failing = () => Promise.reject(new Error('the compiler objects'));

  await expect(currentBuild({ cache, sources, build: failing })).rejects.toThrow('the compiler objects');

  const folder = await currentBuild({ cache, sources, build });
  expect(existsSync(join(folder, 'built.txt'))).toBe(true);
});
