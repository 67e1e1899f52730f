import { LAPTOP_ACCOUNT } from 'tencent-stand-in/credentials.ts';
import { NOTHING } from '../deploy/actual-state.ts';
import type { Bundle } from '../deploy/bundle/bundle-functions.ts';
import { changesBetween } from '../deploy/changes.ts';
import { desiredState } from '../deploy/desired-state.ts';
import type { ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import type { Cam } from './scf/cam.ts';

/**
 * Makes the roles of a service as a deployment does, by the same calls.
 *
 * @param bundles the files in each function's bundle; a function without any gets no rights.
 */
export async function makeRoles(
  cam: Cam,
  service: ServerlessService,
  bundles: Readonly<Record<string, Pick<Bundle, 'inputs'>>>,
): Promise<void> {
  const packaged = Object.entries(bundles).map(([name, { inputs }]) => [
    name,
    { inputs, zip: new Uint8Array(), fingerprint: '' },
  ]);
  const desired = desiredState(service, Object.fromEntries(packaged));
  const { uin, region } = LAPTOP_ACCOUNT;
  for (const { product, action, body } of changesBetween({ ...NOTHING, account: uin }, desired))
    if (product === 'cam') await cam.actions[`cam/2019-01-16/${action}`]?.(body, { secretId: '', uin, region });
}
