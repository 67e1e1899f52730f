import { timersOf } from '../../local/scf/triggers.ts';
import type { Deployer } from './deployer.ts';
import { fileOnce } from './file-once.ts';
import type { Operator } from './operator.ts';
import { keysOf, type Rehearsal } from './rehearsal.ts';
import { rehearseDesk } from './rehearse-desk.ts';
import { type Check, callsInPlan, jsonIn, recordSteps, type Steps } from './steps.ts';

export interface RehearseOptions {
  /** Removes everything at the end. */
  readonly remove: boolean;
  readonly log: (line: string) => void;
}

/** Names of the secrets in the secret manager. */
export const SECRET = 'icp-filing-rehearsal';
export const DESK_SECRET = 'icp-desk-rehearsal';
const withSecrets = (command: string) => `npm run secrets -- ${SECRET} -- ${command}`;

/**
 * Walks the path of docs/operations.md with its commands: policy, secret, `.env`, plan, doctor, deployment, addresses,
 * health, doctor; then deploys again, files once through the deployment, fires every timer. Walks that of docs/desk.md in
 * the same way beside it, and removes everything. Stops at a failure.
 */
export async function rehearse(
  rehearsal: Rehearsal,
  operator: Operator,
  { remove, log }: RehearseOptions,
): Promise<readonly Check[]> {
  const steps = recordSteps(rehearsal, operator, log);
  const deployer = await rehearsal.addDeployer();
  if (!(await deployService(rehearsal, operator, deployer, steps))) return steps.checks;
  await useService(rehearsal, steps);
  const names = { filing: SECRET, desk: DESK_SECRET };
  const isDeskDone = await rehearseDesk({ rehearsal, operator, deployer, names, remove }, steps);
  if (!isDeskDone || !remove) return steps.checks;
  await steps.command('npx serverless remove');
  const { functions, domains } = rehearsal.platform.account;
  steps.check('移除后没有函数和域名', `${functions.size + domains.size} 个`, functions.size + domains.size === 0);
  return steps.checks;
}

/** Steps 2 to 8. @returns false after a failure without which nothing further can be shown. */
async function deployService(
  rehearsal: Rehearsal,
  operator: Operator,
  deployer: Deployer,
  { check, command }: Steps,
): Promise<boolean> {
  const { settings, secrets } = rehearsal;
  const { STAGE = '', COS_BUCKET = '', COS_REGION = '' } = settings;

  // Step 2: the deployer.
  const policy = await command(
    `STAGE=${STAGE} COS_BUCKET=${COS_BUCKET} COS_REGION=${COS_REGION} npm run plan -- --policy`,
  );
  if (!policy.ok) return false;
  await deployer.give(JSON.parse(jsonIn(policy.text)));
  const keys = keysOf(deployer.credentials);
  // Step 4: the secret.
  const created = await command(`npm run secrets -- --create ${SECRET}`, { ...keys, ...secrets });
  const shown = Object.values({ ...keys, ...secrets }).filter((value) => created.text.includes(value));
  if (!created.ok || !check('凭据里的值没有显示', `${shown.length} 个`, shown.length === 0)) return false;
  // Step 5: .env.
  const empty = operator.writeEnv({ ...settings, ...keys });
  if (!check('cp .env.example .env', empty.join('、') || '没有 # 的各行都填上了', empty.length === 0)) return false;
  // Step 6: look, check, deploy.
  const plan = await command(withSecrets('npm run plan'));
  if (!plan.ok) return false;
  const before = await command(withSecrets('npm run doctor'));
  if (!before.ok) return false;
  const first = await command(withSecrets('npm run deploy'));
  if (!first.ok) return false;
  const planned = callsInPlan(plan.text);
  check('计划与实际调用一致', `${planned.length} 个 SCF、CAM、CLS 调用`, planned.join() === first.changes.join());
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
  return true;
}

/** What a deployment must do beyond the manual: nothing a second time, a filing to its number, every timer. */
async function useService(rehearsal: Rehearsal, { check, command, log }: Steps): Promise<void> {
  const second = await command(withSecrets('npm run deploy'));
  const changed = second.changes.filter((change) => !change.startsWith('scf Invoke '));
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
}
