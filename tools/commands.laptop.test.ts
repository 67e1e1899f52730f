import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { USAGES } from './usages.mjs';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of package.json as npm does, without the account's keys. */
const npmRun = (name: string, ...args: readonly string[]): Promise<Ended> => npmRunWith({}, name, ...args);

/** The same with more variables. */
function npmRunWith(more: Readonly<Record<string, string>>, name: string, ...args: readonly string[]): Promise<Ended> {
  const [program = '', ...own] = (scripts[name] ?? '').split(' ');
  const { TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      program === 'node' ? process.execPath : program,
      [...own, ...args],
      { cwd: ROOT, env: { ...env, ...more } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe.each(Object.keys(scripts))('npm run %s', (name) => {
  it('answers --help with what it does and its options', async () => {
    const { code, stdout } = await npmRun(name, '--help');

    expect([code, stdout]).toEqual([0, `${USAGES[name as keyof typeof USAGES]}\n`]);
    expect(stdout).toMatch(/^npm (run )?[a-z:-]+.* {3}.*[\u4e00-\u9fff]/);
  });

  it('answers an unknown option with one sentence', async () => {
    const { code, stdout, stderr } = await npmRun(name, '--no-such-option=1');

    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `npm run ${name} 没有选项 --no-such-option，用 npm run ${name} -- --help 查看用法。\n`,
    });
  });
});

describe('a command', () => {
  it.each([
    ['bundle', ['--json'], 2, '没有选项 --json'],
    ['bundle', ['nothing'], 1, 'npm run bundle -- [函数…]'],
    ['where', ['desk-timer'], 1, '|desk-timer>'],
    ['cost', [], 1, 'npm run cost -- 价格.json 每月备案数'],
    ['cost', ['nowhere.json', '100'], 1, '读不到 nowhere.json'],
    ['secrets', ['icp-filing', '--', 'true'], 1, '请先设置环境变量 TENCENTCLOUD_SECRET_ID'],
    ['erase', ['0'], 1, '请设置 DATABASE_URL'],
    ['recipe', [], 1, 'npm run recipe -- function'],
    ['recipe', ['page'], 1, 'npm run recipe -- function'],
    ['walk', ['--kind'], 2, '选项 --kind 的值缺少或多余'],
  ])('npm run %s %j ends without a stack trace', async (name, args, code, sentence) => {
    const ended = await npmRun(name, ...args);

    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('without its database says who tells what to do', async () => {
    const { code, stderr } = await npmRunWith({ DATABASE_URL: 'postgres://icp:x@127.0.0.1:9/icp' }, 'outbox');

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: '数据库没有答复（ECONNREFUSED）：运行 npm run doctor -- --only database，它写明要做什么。\n',
    });
  });

  it.each(['outbox', 'verdicts', 'site-hosts'])(
    'npm run %s never means a laptop when it has keys of an account, unless it is named',
    async (name) => {
      const { code, stderr } = await npmRunWith({ TENCENTCLOUD_SECRET_ID: 'AKIDexample' }, name);

      expect({ code, stderr }).toEqual({
        code: 1,
        stderr:
          '没有设置 DATABASE_URL：在命令前面加 npm run secrets -- 凭据名 -- （运维手册第 4 步），凭据里要有 DATABASE_URL。要看本机的，加 --data .data。\n',
      });
    },
  );

  it('leaves the options of another command after -- to that one', async () => {
    const { stderr } = await npmRun('secrets', 'icp-filing', '--', 'npm', 'run', 'deploy', '--stage', 'trial');

    expect(stderr).toContain('请先设置环境变量 TENCENTCLOUD_SECRET_ID');
  });
});
