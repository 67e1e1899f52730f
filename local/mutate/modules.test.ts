import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Modules } from './modules.ts';

let folder: string;
let told: unknown[];
let modules: Modules;
const inFolder = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'modules-'));
  const files = {
    'limit.ts': 'export const LIMIT: number = 3;',
    'above.ts': "import { LIMIT } from './limit.ts'; export const isAbove = (value: number) => value > LIMIT;",
    'other.ts': "import { tell } from 'teller'; tell('other runs'); export const OTHER = 7;",
    'root.ts': [
      "import { tell } from 'teller';",
      "import { OTHER } from './other.ts';",
      "const { isAbove } = await import('./above.ts');",
      'tell([3, 4].map(isAbove), OTHER);',
    ].join('\n'),
    'where.ts': 'export const WHERE: string = import.meta.url;',
    'asks.ts': "import { tell } from 'teller'; import { WHERE } from './where.ts'; tell(typeof WHERE);",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(inFolder(name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  told = [];
  modules = new Modules({ teller: { tell: (...what: readonly unknown[]) => told.push(...what) } });
});

describe('modules', () => {
  it('load TypeScript with what it imports, and what is given instead of a package', async () => {
    await modules.run(inFolder('root.ts'));

    expect(told).toEqual(['other runs', [false, true], 7]);
  });

  it('exchange a file for those that import it, and run nothing else again', async () => {
    await modules.run(inFolder('root.ts'));
    modules.exchange(inFolder('limit.ts'), 'export const LIMIT = 2;');
    await modules.run(inFolder('root.ts'));
    modules.exchange(inFolder('limit.ts'));
    await modules.run(inFolder('root.ts'));

    expect(told).toEqual(['other runs', [false, true], 7, [true, true], 7, [false, true], 7]);
  });

  it.each(['export const LIMIT = ;', 'throw new Error()'])('tell that a file does not load: %s, once', async (text) => {
    modules.exchange(inFolder('limit.ts'), text);
    await expect(modules.run(inFolder('root.ts'))).rejects.toThrow();
    modules.exchange(inFolder('limit.ts'));
    await modules.run(inFolder('root.ts'));

    expect(told).toEqual(['other runs', [false, true], 7]);
  });
});
