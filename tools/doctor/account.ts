import { readRoleNames } from '../../deploy/actual-state.ts';
import { deployerPolicy } from '../../deploy/deployer-policy.ts';
import { prefixOf } from '../../deploy/desired-state.ts';
import { check, type Grounds } from './check.ts';
import { later, ok, trouble } from './outcome.ts';
import { isGranted, type Needed, readPolicies } from './rights.ts';
import { newPolicy } from './trouble-of.ts';

/** Whose keys these are, and whether the bucket's name is of the same account. */
export const keys = check('keys', '密钥', async ({ ownAccount, env, names }) => {
  const { uin, ownerUin, appId } = await ownAccount();
  const [, bucketAppId] = /-(\d+)$/.exec(env[names.bucket] ?? '') ?? [];
  if (bucketAppId !== undefined && bucketAppId !== appId)
    return trouble(
      `账号的 APPID 是 ${appId}，${names.bucket} 以 ${bucketAppId} 结尾`,
      `存储桶名以自己账号的 APPID 结尾：把 ${names.bucket} 改为 <名称>-${appId}，或换成那个账号的密钥。`,
    );
  return ok(`账号 ${ownerUin}（APPID ${appId}）的${uin === ownerUin ? '主账号' : '子用户'}`);
});

/** Role that SCF's console creates when SCF is opened. Source: SCF, role and policy (583/32389). */
const SCF_ROLE = 'SCF_QcsRole';

/** Whether SCF was opened in the console, which creates its role. */
export const services = check('services', '开通云函数', async ({ cloud, account }) => {
  await account();
  const isOpen = (await readRoleNames(cloud)).some(({ RoleName }) => RoleName === SCF_ROLE);
  if (isOpen) return ok(`有角色 ${SCF_ROLE}`);
  return trouble(`没有角色 ${SCF_ROLE}`, '用主账号打开云函数 SCF 控制台，按提示开通并授权，它会创建这个角色。');
});

/**
 * Whether functions can be created with the runtime. No call lists the runtimes, but the one that lists layers refuses to look
 * for those of a runtime that isn't there. Source: SCF, ListLayers (583/41384), error `InvalidParameterValue.Runtime`.
 */
export const runtime = check('runtime', '运行环境', async ({ cloud, account, service }) => {
  await account();
  try {
    await cloud.read('scf', 'ListLayers', { CompatibleRuntime: service.runtime, Limit: 1 });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'InvalidParameterValue.Runtime') throw error;
    return trouble(
      `${service.region} 没有运行环境 ${service.runtime}`,
      '在云函数控制台“新建”里看有哪些 Node.js，把 FUNCTION_RUNTIME 设为其中一个，20.19 或更新，例如 Nodejs20.19。',
    );
  }
  return ok(service.runtime);
});

/** Whether the policies of the deployer's user allow all that the printed policy does. */
export const rights = check('rights', '部署人的权限', async (grounds) => {
  const { cloud, account, env } = grounds;
  const { uin, ownerUin, appId } = await account();
  if (env.TENCENTCLOUD_SESSION_TOKEN)
    return later(
      '临时密钥，看不到它的策略',
      '部署时被拒绝的，错误里写明缺哪个操作；也可以换成部署人子用户的密钥来查。',
    );
  if (uin === ownerUin) return ok('主账号什么都可以做；请改用运维手册第 2 步的子用户');
  const policies = await readPolicies(cloud, uin);
  const needed = neededBy(grounds);
  const missing = needed.filter((operation) => !isGranted(policies, operation, { ownerUin, appId }));
  if (missing.length === 0) return ok(`策略允许全部 ${needed.length} 个操作`);
  return trouble(`缺 ${[...new Set(missing.map(({ action }) => action))].join('、')}`, newPolicy(grounds.names.option));
});

/** Every action of the printed policy on each of its resources. */
function neededBy({ service, env, names }: Grounds): readonly Needed[] {
  const bucket = env[names.bucket] ? service.bucket : undefined;
  const { region, objectPrefix } = service;
  const grounds = { region, service: service.service, prefix: prefixOf(service), bucket, objectPrefix };
  return deployerPolicy(grounds).statement.flatMap(({ action, resource }) =>
    (action as readonly string[]).flatMap((name) =>
      (resource as readonly string[]).map((place) => ({ action: name, resource: place })),
    ),
  );
}
