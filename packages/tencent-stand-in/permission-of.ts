import type { CloudCaller } from './cloud-action.ts';
import { LAPTOP_ACCOUNT } from './credentials.ts';
import type { Attempt } from './policy.ts';

/** Actions that policies call by another name. Source: CAM, the products' lists of actions (SCF: 583/51934). */
const NAMES: Readonly<Record<string, string>> = { 'scf:Invoke': 'scf:InvokeFunction' };

type Content = Readonly<Record<string, unknown>>;

/** The resource of an action that has a finer one than all of the product. */
function resourceOf(
  product: string,
  action: string,
  content: Content,
  { uin, region }: { uin: string; region: string },
) {
  const { Namespace = 'default', FunctionName, RoleArn, RoleName, AttachRoleName, DetachRoleName } = content;
  // A role has two forms of its name.
  if (action === 'sts:AssumeRole') return String(RoleArn).replace(':role/', ':roleName/');
  if (product === 'scf' && FunctionName)
    return `qcs::scf:${region}:uin/${uin}:namespace/${Namespace}/function/${FunctionName}`;
  const role = RoleName ?? AttachRoleName ?? DetachRoleName;
  if (product === 'cam' && role) return roleOf(uin, role);
  return `qcs::${product}:${region}:uin/${uin}:*`;
}

const roleOf = (uin: string, name: unknown): string => `qcs::cam::uin/${uin}:roleName/${name}`;

/** Who gives a function its role passes it to SCF. Source: CAM, PassRole; SCF, execution role (583/47933). */
const PASSES_ROLE = ['scf:CreateFunction', 'scf:UpdateFunctionConfiguration'];

/** A call of the Cloud API, as policies see it: what it does, each of which must be allowed. */
export function permissionsOf(
  product: string,
  action: string,
  content: Content,
  { uin = LAPTOP_ACCOUNT.uin, region = LAPTOP_ACCOUNT.region }: CloudCaller,
): readonly Attempt[] {
  const name = NAMES[`${product}:${action}`] ?? `${product}:${action}`;
  const ownAccount = `uin/${uin}`;
  const call = { action: name, resource: resourceOf(product, name, content, { uin, region }), ownAccount };
  if (!PASSES_ROLE.includes(name) || !content.Role) return [call];
  return [call, { action: 'cam:PassRole', resource: roleOf(uin, content.Role), ownAccount }];
}
