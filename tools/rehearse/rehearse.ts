import type { RecordedCall } from '../../local/scf/recorded-actions.ts';
import { timersOf } from '../../local/scf/triggers.ts';
import { fileOnce } from './file-once.ts';
import type { Operator } from './operator.ts';
import { keysOf, type Rehearsal } from './rehearsal.ts';

/** One thing to prove, and what was found. */
export interface Check {
  readonly what: string;
  readonly found: string;
  readonly ok: boolean;
}

export interface RehearseOptions {
  /** Removes everything at the end. */
  readonly remove: boolean;
  readonly log: (line: string) => void;
}

/** Name of the secret in the secret manager. */
export const SECRET = 'icp-filing-rehearsal';
const withSecrets = (command: string) => `npm run secrets -- ${SECRET} -- ${command}`;

/**
 * Walks the path of docs/operations.md with its commands: policy, secret, `.env`, plan, doctor, deployment, addresses,
 * health, doctor; then deploys again, files once through the deployment, fires every timer, removes everything. Stops at
 * a failure.
 */
export async function rehearse(
  rehearsal: Rehearsal,
  operator: Operator,
  { remove, log }: RehearseOptions,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const check = (what: string, found: string, ok: boolean): boolean => {
    checks.push({ what, found, ok });
    log(`${ok ? '✓' : '✗'} ${what}：${found}`);
    return ok;
  };
  const command = async (line: string, exported: Readonly<Record<string, string>> = {}) => {
    log(`$ ${line}`);
    const startedMs = performance.now();
    const run = await operator.run(line, exported);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const changes = changesSince(rehearsal);
    if (run.code !== 0) log(run.text);
    return { ...run, changes, ok: check(line, `${seconds} 秒`, run.code === 0) };
  };
  const { settings, secrets } = rehearsal;
  const { STAGE = '', COS_BUCKET = '', COS_REGION = '' } = settings;

  // Step 2: the deployer.
  const policy = await command(
    `STAGE=${STAGE} COS_BUCKET=${COS_BUCKET} COS_REGION=${COS_REGION} npm run plan -- --policy`,
  );
  if (!policy.ok) return checks;
  const keys = keysOf(await rehearsal.addDeployer(JSON.parse(jsonIn(policy.text))));
  // Step 4: the secret.
  const created = await command(`npm run secrets -- --create ${SECRET}`, { ...keys, ...secrets });
  const shown = Object.values({ ...keys, ...secrets }).filter((value) => created.text.includes(value));
  if (!created.ok || !check('凭据里的值没有显示', `${shown.length} 个`, shown.length === 0)) return checks;
  // Step 5: .env.
  const empty = operator.writeEnv({ ...settings, ...keys });
  if (!check('cp .env.example .env', empty.join('、') || '没有 # 的各行都填上了', empty.length === 0)) return checks;
  // Step 6: look, check, deploy.
  const plan = await command(withSecrets('npm run plan'));
  if (!plan.ok) return checks;
  const before = await command(withSecrets('npm run doctor'));
  if (!before.ok) return checks;
  const first = await command(withSecrets('npm run deploy'));
  if (!first.ok) return checks;
  const planned = callsInPlan(plan.text);
  check('计划与实际调用一致', `${planned.length} 个 SCF、CAM 调用`, planned.join() === first.changes.join());
  // Step 7: the addresses that the deployment has printed.
  const [, domain = '', target = ''] = /把 (\S+) 的 CNAME 记录指向 (\S+)/.exec(first.text) ?? [];
  rehearsal.dns.alias(domain, target);
  const [, egress = ''] = /出口地址：([\d.、]+)/.exec(first.text) ?? [];
  check('部署打印了 CNAME 和出口地址', `${domain} → ${target}，${egress}`, target !== '' && egress !== '');
  // Step 8: the smoke check, and everything once more.
  const health = await fetch(`${rehearsal.addresses.gateway}/v1/health`);
  check('curl https://<API_DOMAIN>/v1/health', await health.text(), health.status === 200);
  const after = await command(withSecrets('npm run doctor'));
  const left = /以后再查 (\d+) 项/.exec(after.text)?.[1];
  check('部署以后没有要再查的', `${left} 项`, after.ok && left === '0');

  const second = await command(withSecrets('npm run deploy'));
  const changed = second.changes.filter((one) => !one.startsWith('scf Invoke '));
  check('再次部署只做检查，不改动任何东西', `${changed.length} 个改动`, second.ok && changed.length === 0);
  const ended = await fileOnce(rehearsal.addresses, 'individual', (step, detail) => log(`  ${step} ${detail}`));
  check(
    '一份备案在已部署的函数里走完',
    `${ended.stateLabel} ${ended.numbers?.organizer ?? ''}`,
    ended.state === 'approved',
  );
  const isPdf = ended.letter.subarray(0, 5).toString('latin1') === '%PDF-';
  check('承诺书用已部署的字体生成', `${Math.round(ended.letter.length / 1024)} KB`, isPdf);
  for (const { name } of timersOf(rehearsal.platform.account.functions)) {
    const fired = await rehearsal.platform.fireTimer(name);
    check(`定时器 ${name}`, fired.ok ? `${Math.round(fired.durationMs)} 毫秒` : fired.message, fired.ok);
  }
  if (!remove) return checks;
  await command('npx serverless remove');
  const { functions, domains } = rehearsal.platform.account;
  check('移除后没有函数和域名', `${functions.size + domains.size} 个`, functions.size + domains.size === 0);
  return checks;
}

/** npm prints what it runs before, and the CLI may say something after. */
const jsonIn = (text: string): string => text.slice(text.indexOf('\n{') + 1, text.lastIndexOf('\n}') + 2);

const READS = /^(Get|List|Describe)/;
const targetIn = ({ FunctionName, RoleName, AttachRoleName, PolicyName, Domain }: RecordedCall['body']): string =>
  String(FunctionName ?? RoleName ?? AttachRoleName ?? PolicyName ?? Domain ?? '');

/** Changing calls since the last check, worded as in `callsInPlan`. */
function changesSince({ calls }: Rehearsal): readonly string[] {
  return (
    calls
      .splice(0)
      // Functions call each other all the time, asynchronously.
      .filter(({ action, body }) => !READS.test(action) && body.InvocationType !== 'Event')
      .map(({ product, action, body }) => `${product} ${action} ${targetIn(body)}`)
  );
}

/** The calls to SCF and CAM that `npm run plan` listed. */
const callsInPlan = (text: string): readonly string[] =>
  [...text.matchAll(/^(scf|cam) (\w+) (\{$.*?^\})/gms)].map(
    ([, product, action, body = '']) => `${product} ${action} ${targetIn(JSON.parse(body) as RecordedCall['body'])}`,
  );
