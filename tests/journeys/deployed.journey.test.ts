import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { serverlessCli } from '../../deploy/serverless-cli.ts';
import { createDatabase } from '../../local/postgres.ts';
import { timersOf } from '../../local/scf/triggers.ts';
import { examine } from '../../tools/doctor/examine.ts';
import { fileOnce } from '../../tools/rehearse/file-once.ts';
import { type Rehearsal, startRehearsal } from '../../tools/rehearse/rehearsal.ts';

/** Longer on a busy machine: the CLI packs 18 functions, which then run in separate processes. */
const PATIENCE_MS = 300_000;

let dir: string;
let rehearsal: Rehearsal;
let environment: Readonly<Record<string, string>>;
const lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'icp-filing-rehearsal-'));
  const databaseUrl = await createDatabase(inject('postgresUrl'), `rehearsal_${process.pid}_${Date.now()}`);
  const log = (source: string, line: string) => lines.push(`${source} ${line}`);
  rehearsal = await startRehearsal({ port: 0, dir, log, databaseUrl, reviewDelayMs: 100 });
  environment = await rehearsal.deployerEnvironment();
  const deployed = await serverlessCli(['deploy'], environment);
  if (deployed.code !== 0) throw new Error(deployed.text);
}, PATIENCE_MS);

afterAll(async () => {
  await rehearsal?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Functions that have written a line of this kind. */
const whoSaid = (text: string) => [
  ...new Set(lines.filter((line) => line.includes(text)).map((line) => line.split(' ')[0] ?? '')),
];

describe('[L1] the service, deployed by the unmodified CLI into an empty account', () => {
  const troubles = async () => {
    const findings = await examine(join(ROOT, 'serverless.yml'), environment);
    return findings.filter(({ state }) => state !== 'ok').map(({ check, found }) => `${check}: ${found}`);
  };

  it('tells the doctor what must still be registered: alias, then allow-list [40164]; then nothing', {
    timeout: PATIENCE_MS,
  }, async () => {
    rehearsal.wechat.allowOnly([]);
    const atFirst = await troubles();
    rehearsal.dns.alias('api.rehearsal.cn', '1250000000.ap-guangzhou.tencentscf.com');
    rehearsal.wechat.allowOnly(undefined);

    expect(atFirst).toEqual([
      'dns: api.rehearsal.cn 没有 CNAME 记录',
      'wechat-token: 本机 127.0.0.1 不在 IP 白名单（40164），AppSecret 没有查到',
      'wechat-from-functions: 函数的出口地址不在 IP 白名单（40164）',
    ]);
    expect(await troubles()).toEqual([]);
  });

  it('takes a filing to its number with the uploaded zips and the deployed font', {
    timeout: PATIENCE_MS,
  }, async () => {
    const { state, numbers, letter } = await fileOnce(rehearsal.addresses, 'individual');

    expect(state).toBe('approved');
    expect(numbers?.organizer).toMatch(/^粤ICP备\d{10}号$/);
    expect(letter.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(
      whoSaid('"level":"info"')
        .filter((name) => name.startsWith('icp-filing-rehearsal-'))
        .toSorted(),
    ).toEqual(
      expect.arrayContaining(
        [
          'delivery',
          'eligibility',
          'filing',
          'intake',
          'liveness',
          'materials',
          'ocr',
          'session',
          'status-webhook',
        ].map((name) => `icp-filing-rehearsal-${name}`),
      ),
    );
  });

  it('runs on each tick of the created timers', { timeout: PATIENCE_MS }, async () => {
    const timers = timersOf(rehearsal.platform.account.functions).map(({ name }) => name);

    const results = [];
    for (const name of timers) results.push(await rehearsal.platform.fireTimer(name));

    expect(timers.toSorted()).toEqual(['delivery', 'process-timer', 'retention', 'status-sync', 'upload-sweep']);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('replies under its own function URL as under the custom domain', async () => {
    const { gateway } = rehearsal.addresses;
    const path = '/v1/reference/provinces';

    const byDomain = await fetch(gateway + path);
    const byUrl = await ask(gateway, '1250000000-icp-filing-rehearsal-eligibility.ap-guangzhou.tencentscf.com', path);
    const byOther = await ask(gateway, '1250000000-icp-filing-rehearsal-session.ap-guangzhou.tencentscf.com', path);

    expect([byDomain.status, byUrl, byOther]).toEqual([200, 200, 404]);
  });
});

/** Status of a request with another Host header to the same address. */
const ask = (url: string, host: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(url + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
  });
