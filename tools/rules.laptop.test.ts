import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { parseCase } from './rules/case-file.ts';
import { checkCase, report } from './rules/check-case.ts';
import { rulesCommand } from './rules/command.ts';

const FOLDER = join(ROOT, 'tools/rules/cases');
const textOf = (name: string) => readFileSync(join(FOLDER, `${name}.json`), 'utf8');

/** The rules' findings for each sample; a sample that is missing here fails. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'eligibility.enterprise': [],
  'eligibility.individual': [],
  'eligibility.new-access': [],
  'eligibility.closed-province': ['FT-01 region', 'FD-05 certificateNumber'],
  'eligibility.wrong-numbers': ['FD-08 certificateNumber', 'DM-02 domain'],
  'enterprise.valid': [],
  'enterprise.ten-websites': [],
  'individual.valid': [],
  'enterprise.broken': [
    'DM-11 websites.0.domain',
    'CS-91 websites.0.cloudService',
    'FD-20 organizer.address.detail',
    'FD-16 principal.idValidTo',
    'FD-16 websites.0.siteOwner.idValidTo',
    'FD-17 principal.idValidTo',
    'FD-17 websites.0.siteOwner.idValidTo',
    'FD-24 principal.mobile',
    'FD-24 websites.0.siteOwner.mobile',
    'FD-33 principal.email',
    'FD-33 websites.0.siteOwner.email',
    'PN-91 principal.isLegalRepresentative',
    'FD-54 websites.0.details.homeUrl',
    'FD-44 websites.0.details.name',
    'FD-52 websites.0.details.name',
    'PV-GD-04 principal.isLegalRepresentative',
    'PV-GD-09 organizer.address.city',
    'FD-18 organizer.certificateAddress',
    'FD-18 principal.idValidTo',
    'FD-18 websites.0.siteOwner.idValidTo',
    'PV-GD-06 documents.commitment-letter',
    'MT-14 websites.0.liveness',
  ],
};

describe('the sample cases', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

  it.each(names)('%s gets its documented findings', (name) => {
    const { findings } = checkCase(parseCase(textOf(name)));

    expect(findings.map(({ ruleId, field }) => `${ruleId} ${field}`)).toEqual(EXPECTED[name]);
  });

  it('print the conclusion in words', () => {
    const said = ['eligibility.enterprise', 'eligibility.new-access', 'eligibility.closed-province'].map((name) =>
      report(checkCase(parseCase(textOf(name)))),
    );

    expect(said[0]).toBe('没有发现问题\n备案类型：首次备案\n结论：可以继续。');
    expect(said[1]).toContain('备案类型：接入备案');
    expect(said[2]).not.toContain('备案类型：');
    expect(said[2]).toContain('阻止  FT-01  region             本平台目前仅支持广东省、福建省、天津市的备案');
    expect(said[2]).toContain('阻止 1 条，提醒 1 条\n结论：需处理');
  });
});

describe('a file that is not a case', () => {
  const messageOf = (text: string) => {
    try {
      return parseCase(text);
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };

  it('gets a message in Chinese, with the path of everything that is wrong', () => {
    const broken = JSON.parse(textOf('enterprise.valid'));
    delete broken.contents.principal.mobile;
    broken.contents.websites[0].details.serviceContents = '8';
    broken.now = '2026-11-25';
    broken.liveness.w1.state = 'yes';
    broken.colour = 'red';

    const message = messageOf(JSON.stringify(broken));

    expect(message).toContain('这不是备案预检的案例：');
    expect(message).toContain('  now：无效');
    expect(message).toContain('  contents.principal.mobile：无效输入：期望 string，实际接收 undefined');
    expect(message).toContain('  contents.websites.0.details.serviceContents：无效输入：期望 数组');
    expect(message).toContain('  liveness.w1.state：无效选项：期望以下之一 "failed"|"passed"|"handed-over"');
    expect(message).toContain('  整个文件：出现未知的键(key): "colour"');
  });

  it.each([
    ['{"input": ', '案例文件不是合法的 JSON，请检查逗号、引号和括号。'],
    ['[]', '这不是验证备案类型的案例：'],
    ['null', '这不是验证备案类型的案例：'],
  ])('such as %s is refused', (text, message) => {
    expect(messageOf(text)).toContain(message);
  });
});

describe('npm run rules', () => {
  const quietly = (...args: string[]) => rulesCommand(args, () => {});
  const fileOf = (name: string) => join(FOLDER, `${name}.json`);

  it('ends with 0 for a case that may continue, and with 1 for one that is stopped', () => {
    const valid = quietly('--case', fileOf('enterprise.valid'));
    const closed = quietly('--case', fileOf('eligibility.closed-province'), '--json');

    expect(valid).toEqual({ output: '没有发现问题\n结论：可以继续。', code: 0 });
    expect(closed.code).toBe(1);
    expect(JSON.parse(closed.output)).toMatchObject({
      stopped: true,
      findings: [{ ruleId: 'FT-01' }, { ruleId: 'FD-05' }],
    });
  });

  it.each([
    [[], 'npm run rules -- --case'],
    [['--fuzz', 'many'], '--fuzz 应为一个不超过九位的整数。'],
    [['--fuzz', '10', '--seed', '-1'], "'--seed"],
    [['--case', 'nowhere.json'], 'nowhere.json'],
  ])('reports what is wrong with %j', (args, message) => {
    expect(() => quietly(...args)).toThrow(message);
  });

  it('runs the rules on random cases, with its progress', { timeout: 180_000 }, () => {
    const lines: string[] = [];

    const { output, code } = rulesCommand(['--fuzz', '50', '--seed', '7'], (line) => lines.push(line));

    expect(output).toBe('50 个随机案例（种子 7）：没有抛错，结论确定，说明完整，可以办理的事项与预检一致。');
    expect(lines).toEqual([expect.stringMatching(/^50 \/ 50 个案例，\d+ 秒$/)]);
    expect(code).toBe(0);
  });

  it('returns its exit code to the shell', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'tools/rules.ts', '--case', fileOf('eligibility.wrong-numbers')],
      { cwd: ROOT, encoding: 'utf8' },
    );

    expect(stdout).toContain('FD-08');
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });
});
