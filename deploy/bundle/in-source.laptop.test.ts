import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFunctions } from './bundle-functions.ts';
import { inSource } from './in-source.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'in-source-'));
  mkdirSync(join(root, 'functions/ocr'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

describe('inSource', () => {
  it('finds the source line of an error in a bundle', async () => {
    writeFileSync(
      join(root, 'functions/ocr/index.ts'),
      '// 证件识别\nconst read = (): never => {\n  throw new Error("here");\n};\nexport const main_handler = () => read();\n',
    );
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });
    const stack = await stackOf(createRequire(ocr.entry)(ocr.entry).main_handler);

    const found = inSource(stack, { root, folder: dirname(ocr.entry) });

    expect(stack).toMatch(/main\.mjs:\d+:\d+/);
    expect(found).toMatch(/functions\/ocr\/index\.ts:3:\d+[\s\S]+functions\/ocr\/index\.ts:5:\d+/);
    expect(found).not.toContain('main.mjs');
  });

  it('leaves positions in other scripts unchanged', () => {
    const text = 'TypeError at run (index.js:24:7) at node:internal/timers.mjs:1:2';

    expect(inSource(text, { root, folder: root })).toBe(text);
  });
});

async function stackOf(run: () => Promise<unknown>): Promise<string> {
  try {
    return String(await run());
  } catch (error) {
    return (error as Error).stack ?? '';
  }
}
