import { type CloudCredentials, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import type { Cam } from '../../local/scf/cam.ts';

/** Name of the deployer's user and of their policy: nothing of the service has this name. */
const DEPLOYER = 'rehearsal-deployer';

/**
 * Adds a user to the account whose only policy is this one, as an owner does with the policy of
 * `npm run plan -- --policy`.
 *
 * @returns the user's key, which has no token.
 */
export async function addDeployer(cam: Cam, policy: object): Promise<CloudCredentials> {
  const asOwner = { secretId: LAPTOP_CREDENTIALS.secretId, region: undefined };
  const call = async (action: string, body: Record<string, unknown>) =>
    (await cam.actions[`cam/2019-01-16/${action}`]?.(body, asOwner)) ?? {};
  const { Uin, SecretId, SecretKey } = await call('AddUser', { Name: DEPLOYER, ConsoleLogin: 0, UseApi: 1 });
  const { PolicyId } = await call('CreatePolicy', { PolicyName: DEPLOYER, PolicyDocument: JSON.stringify(policy) });
  await call('AttachUserPolicy', { PolicyId, AttachUin: Uin });
  return { secretId: String(SecretId), secretKey: String(SecretKey), token: '' };
}
