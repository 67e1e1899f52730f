import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudCredentials, LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { deployerPolicy } from '../../deploy/deployer-policy.ts';
import type { Cam } from '../../local/scf/cam.ts';

/** Name of the deployer's role, and of what it trusts: nothing of the service has this name. */
const DEPLOYER = 'rehearsal-deployer';

/**
 * Credentials of somebody in the account who may do what the policy of `npm run plan -- --policy` allows, and nothing
 * else.
 */
export async function deployerCredentials(
  cam: Cam,
  sessions: { roleCredentials(role: string, service: string): CloudCredentials },
  stage: { readonly service: string; readonly prefix: string; readonly bucket: string },
): Promise<CloudCredentials> {
  const asOwner = { secretId: LAPTOP_CREDENTIALS.secretId, region: undefined };
  const call = (action: string, body: Record<string, unknown>) =>
    cam.actions[`cam/2019-01-16/${action}`]?.(body, asOwner);
  const trust = { effect: 'allow', action: 'name/sts:AssumeRole', principal: { service: [DEPLOYER] } };
  const PolicyDocument = JSON.stringify({ version: '2.0', statement: [trust] });
  const policy = JSON.stringify(deployerPolicy({ region: LAPTOP_ACCOUNT.region, ...stage }));
  await call('CreateRole', { RoleName: DEPLOYER, PolicyDocument });
  await call('CreatePolicy', { PolicyName: DEPLOYER, PolicyDocument: policy });
  await call('AttachRolePolicy', { AttachRoleName: DEPLOYER, PolicyName: DEPLOYER });
  while (!cam.hasRole(DEPLOYER)) await sleep(50);
  return sessions.roleCredentials(DEPLOYER, DEPLOYER);
}
