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

/** Lines with the same id in the place of each. */
const withoutIds = (lines: readonly string[]) => lines.map((line) => line.replace(UUID, 'ID'));
const receiver = async () => ({ RECEIVER: `http://127.0.0.1:${await freePort()}/icp-filing` });

describe('the pages for integrators', () => {
  it('register a receiver that gets and verifies what becomes of a filing, each time that they run', async () => {
    const program = [...blocksOf('README.md'), ...blocksOf('docs/webhooks.md')];
    const end = `await call('POST', '/v1/submissions/' + filingId + '/abandonment');
      server.on('request', () => setTimeout(() => process.exit(), 500));`;

    const first = await printed([...program, end], await receiver());
    const second = await printed([...program, end], await receiver());

    const expected = ['opened ID', 'registered ID', 'filing.abandoned ID abandoned'];
    expect(blocksOf('docs/webhooks.md')).toHaveLength(3);
    expect([first, second].map(withoutIds)).toEqual([expected, expected]);
  }, 600_000);

  it('are one program that takes a filing to its number, and says why not when it runs again', async () => {
    const program = ['README.md', 'docs/webhooks.md', 'docs/api/README.md'].flatMap(blocksOf);
    // The receiver would listen on: the program ends when all three have been printed, in whatever order.
    const watched = `{ const { log } = console; let open = ['record.changed', 'filing.approved', 'approved'];
      console.log = (...words) => { log(...words); open = open.filter((word) => word !== String(words[0]).split(' ')[0]);
        if (open.length === 0) process.exit(); }; }`;

    const first = withoutIds(await printed([watched, ...program], await receiver()));
    const second = printed([watched, ...program], await receiver());

    expect(blocksOf('docs/api/README.md')).toHaveLength(6);
    expect(first.filter((line) => !/^(filing|record)\./.test(line))).toEqual([
      'opened ID',
      'registered ID',
      'liveness passed',
      'submittable true',
      expect.stringMatching(/^approved 粤ICP备\d{4}000001号$/),
    ]);
    expect(first).toEqual(expect.arrayContaining(['filing.submitted ID submitted', 'record.changed ID live']));
    await expect(second).rejects.toThrow('not here, or not now: 这个主体的备案在本平台的另一个账号里，不用重新办。');
  }, 600_000);
});
