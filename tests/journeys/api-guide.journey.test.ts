import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from 'loopback-server/free-port.ts';
import { writePapers } from 'specimens/write-files.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import { ROOT } from '../../deploy/root.ts';
import { type TestLaptop, testLaptop } from '../support/test-laptop.ts';

let laptop: TestLaptop;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'api-guide-'));
  [laptop] = await Promise.all([testLaptop(), writePapers(dir, beijingDay(new Date()), () => {})]);
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Every block of a page, without the indentation that it has in a list. */
const blocksOf = (page: string): readonly string[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^( *)```js\n(.*?)^\1```$/gms)].map(
    ([, indent = '', lines = '']) => lines.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

/** Runs lines as one program. @returns what it prints */
async function printed(lines: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const program = join(dir, 'try.mjs');
  writeFileSync(program, lines.join('\n'));
  const { gateway: GATEWAY, wechat: WECHAT } = laptop.addresses;
  const variables = { ...process.env, GATEWAY, WECHAT, PAPERS: join(dir, 'enterprise'), ...env };
  const child = spawn(process.execPath, [program], { env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(output);
  return output.trim().split('\n');
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

describe('the pages for integrators', () => {
  it('register a receiver that gets and verifies what becomes of a filing', async () => {
    const program = [...blocksOf('README.md'), ...blocksOf('docs/webhooks.md')];
    const end = `await call('POST', '/v1/submissions/' + filingId + '/abandonment');
      server.on('request', () => setTimeout(() => process.exit(), 500));`;
    const RECEIVER = `http://127.0.0.1:${await freePort()}/icp-filing`;

    const lines = await printed([...program, end], { RECEIVER });

    expect(blocksOf('docs/webhooks.md')).toHaveLength(3);
    expect(lines.map((line) => line.replace(UUID, 'ID'))).toEqual([
      'opened ID',
      'registered ID',
      'filing.abandoned ID abandoned',
    ]);
  }, 600_000);

  it('open a filing each time that the lines of the README run', async () => {
    const lines = [...(await printed(blocksOf('README.md'))), ...(await printed(blocksOf('README.md')))];

    expect(lines.map((line) => line.replace(UUID, 'ID'))).toEqual(['opened ID', 'opened ID']);
  }, 600_000);

  it('take a filing to its number with the lines of the README and the guide', async () => {
    const lines = await printed([...blocksOf('README.md'), ...blocksOf('docs/api/README.md')]);

    expect(blocksOf('docs/api/README.md')).toHaveLength(6);
    expect(lines.map((line) => line.replace(UUID, 'ID'))).toEqual([
      'opened ID',
      'liveness passed',
      'submittable true',
      expect.stringMatching(/^approved 粤ICP备\d{4}000001号$/),
    ]);
  }, 600_000);
});
