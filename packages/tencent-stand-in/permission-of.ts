import type { CloudCaller } from './cloud-action.ts';
import { LAPTOP_ACCOUNT } from './credentials.ts';
import type { Attempt } from './policy.ts';

/** Actions that policies call by another name. Source: CAM, the products' lists of actions (SCF: 583/51934). */
const NAMES: Readonly<Record<string, string>> = { 'scf:Invoke': 'scf:InvokeFunction' };

/** Resources of the actions that have finer ones than all of the product. */
const RESOURCES: Readonly<
  Record<string, (content: Readonly<Record<string, unknown>>, caller: { uin: string; region: string }) => string>
> = {
  'scf:InvokeFunction': ({ Namespace = 'default', FunctionName }, { uin, region }) =>
    `qcs::scf:${region}:uin/${uin}:namespace/${Namespace}/function/${FunctionName}`,
  // A role has two forms of its name.
  'sts:AssumeRole': ({ RoleArn }) => String(RoleArn).replace(':role/', ':roleName/'),
};

/** A call of the Cloud API, as policies see it. */
export function permissionOf(
  product: string,
  action: string,
  content: Readonly<Record<string, unknown>>,
  { uin = LAPTOP_ACCOUNT.uin, region = LAPTOP_ACCOUNT.region }: CloudCaller,
): Attempt {
  const name = NAMES[`${product}:${action}`] ?? `${product}:${action}`;
  const resource = RESOURCES[name]?.(content, { uin, region }) ?? `qcs::${product}:${region}:uin/${uin}:*`;
  return { action: name, resource, ownAccount: `uin/${uin}` };
}
