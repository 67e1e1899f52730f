import { type CloudCredentials, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import type { Cam } from '../../local/scf/cam.ts';

/** Name of the deployer's user, with which the names of their policies begin: nothing of the service has it. */
const DEPLOYER = 'rehearsal-deployer';

/** A user of the account, who may do what they were given. */
export interface Deployer {
  /** Their key, which has no token. */
  readonly credentials: CloudCredentials;
  /** Attaches one more policy, as an owner does with what `npm run plan -- --policy` prints. */
  give(policy: object): Promise<void>;
}

/** Adds a user who has no policy yet. */
export async function addDeployer(cam: Cam): Promise<Deployer> {
  const asOwner = { secretId: LAPTOP_CREDENTIALS.secretId, region: undefined };
  const call = async (action: string, body: Record<string, unknown>) =>
    (await cam.actions[`cam/2019-01-16/${action}`]?.(body, asOwner)) ?? {};
  const { Uin, SecretId, SecretKey } = await call('AddUser', { Name: DEPLOYER, ConsoleLogin: 0, UseApi: 1 });
  let policies = 0;
  return {
    credentials: { secretId: String(SecretId), secretKey: String(SecretKey), token: '' },
    give: async (policy) => {
      policies += 1;
      const PolicyName = `${DEPLOYER}-${policies}`;
      const { PolicyId } = await call('CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(policy) });
      await call('AttachUserPolicy', { PolicyId, AttachUin: Uin });
    },
  };
}
