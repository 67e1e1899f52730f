import { serverlessCli } from '../../deploy/serverless-cli.ts';
import type { RecordedCall } from '../../local/scf/recorded-actions.ts';
import { timersOf } from '../../local/scf/triggers.ts';
import { fileOnce } from './file-once.ts';
import type { Rehearsal } from './rehearsal.ts';

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

/** Deploys twice, files once through the deployment, fires every timer, removes everything. Stops at a failure. */
export async function rehearse(rehearsal: Rehearsal, { remove, log }: RehearseOptions): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const check = (what: string, found: string, ok: boolean): boolean => {
    checks.push({ what, found, ok });
    log(`${ok ? '✓' : '✗'} ${what}：${found}`);
    return ok;
  };
  const serverless = async (...args: readonly string[]) => {
    log(`$ serverless ${args.join(' ')}`);
    const startedMs = performance.now();
    const run = await serverlessCli(args, rehearsal.deployerEnvironment);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const changes = changesSince(rehearsal);
    if (run.code !== 0) log(run.text);
    return { ...run, changes, ok: check(`serverless ${args.join(' ')}`, `${seconds} 秒`, run.code === 0) };
  };

  const plan = await serverless('plan');
  if (!plan.ok) return checks;
  const first = await serverless('deploy');
  if (!first.ok) return checks;
  const planned = callsInPlan(plan.text);
  check('计划与实际调用一致', `${planned.length} 个 SCF、CAM 调用`, planned.join() === first.changes.join());
  const second = await serverless('deploy');
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
  await serverless('remove');
  const { functions, domains } = rehearsal.platform.account;
  check('移除后没有函数和域名', `${functions.size + domains.size} 个`, functions.size + domains.size === 0);
  return checks;
}

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

/** The calls to SCF and CAM that `serverless plan` listed. */
const callsInPlan = (text: string): readonly string[] =>
  [...text.matchAll(/^(scf|cam) (\w+) (\{$.*?^\})/gms)].map(
    ([, product, action, body = '']) => `${product} ${action} ${targetIn(JSON.parse(body) as RecordedCall['body'])}`,
  );
