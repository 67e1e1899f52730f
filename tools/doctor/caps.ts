import { prefixOf } from '../../deploy/desired-state.ts';
import { type Cap, fittingShare, isOther, readCap, readQuota, sum } from '../../deploy/instance-caps.ts';
import { CONNECTIONS_PER_INSTANCE } from '../../platform/database/database.ts';
import { check, type Grounds } from './check.ts';
import { ownerFacts } from './database.ts';
import { ok, problemsAmong, unless, unused } from './outcome.ts';

/** Connections for operators: a backup, a deployment, somebody who looks. */
const FOR_OPERATORS = 5;

/** Whether all instances together find a connection to the database, and the account has room for them. */
export const caps = check('caps', '实例数', async (grounds) => {
  const { service, names, cloud } = grounds;
  await grounds.account();
  const instances = sum(Object.values(service.functions).map(({ reservedConcurrency }) => reservedConcurrency));
  const share = service.instanceCaps;
  if (instances === 0) return unused('没有限制（INSTANCE_CAPS=0），访问突增时数据库的连接可能用完');
  const quota = await readQuota(cloud);
  const is = await capsOf(grounds);
  const fitting = fittingShare(is, quota, share);
  const needed = instances * CONNECTIONS_PER_INSTANCE;
  const allowed = await allowedConnections(grounds);
  const others = is.filter((cap) => cap.isDeployed && isOther(cap));
  const again = `再部署一次（npm run deploy${names.option && ` --${names.option}`}）。`;
  const problems = problemsAmong([
    [
      allowed !== undefined && needed > allowed,
      `${instances} 个实例最多用 ${needed} 个数据库连接，数据库只有 ${allowed} 个给它们`,
      `设 INSTANCE_CAPS=${Math.max(1, Math.floor((share * (allowed ?? 0)) / needed))}（现在是 ${share}）再部署，或在数据库控制台调大 max_connections。`,
    ],
    [
      fitting !== undefined,
      '账号在这个地域的并发配额放不下各函数的实例上限',
      `设 INSTANCE_CAPS=${fitting}（现在是 ${share}）再部署，或在云函数控制台提高并发配额。`,
    ],
    [others.length > 0, `${others.length} 个函数的实例上限与配置不同（${others[0]?.name} 等）`, again],
  ]);
  const database = allowed === undefined ? '' : `，数据库有 ${allowed} 个给它们`;
  return unless(problems, () => ok(`最多 ${instances} 个实例、${needed} 个数据库连接${database}`));
});

/** Undefined where the database says nothing, which its own check tells. */
async function allowedConnections(grounds: Grounds): Promise<number | undefined> {
  const facts = await ownerFacts(grounds);
  return 'state' in facts ? undefined : facts.connections - FOR_OPERATORS;
}

interface DeployedCap extends Cap {
  readonly isDeployed: boolean;
}

async function capsOf({ service, cloud }: Grounds): Promise<readonly DeployedCap[]> {
  const found: DeployedCap[] = [];
  for (const { name: short, memoryMb, reservedConcurrency } of Object.values(service.functions)) {
    const name = `${prefixOf(service)}${short}`;
    const cap = await readCap(name, cloud);
    found.push({ name, isDeployed: !!cap, is: cap?.mb, wanted: reservedConcurrency * memoryMb || undefined });
  }
  return found;
}
