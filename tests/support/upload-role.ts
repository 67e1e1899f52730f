import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { parsePolicy } from 'tencent-stand-in/policy.ts';
import { createSts } from 'tencent-stand-in/sts.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { uploadPolicy } from '../../deploy/permissions.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import { createUploadCredentials } from '../../platform/adapters/tencent/upload-credentials.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { BUCKET, REGION } from './database/cos-under-test.ts';

const UPLOAD_ROLE = 'shop-test-upload-grants';

const DEPLOYED = uploadPolicy({ region: REGION, bucket: BUCKET, functions: {}, uploadRole: UPLOAD_ROLE });

/** The role that a deployment creates for upload grants, at an STS of its own; optionally with another policy. */
export async function openUploadRole(document: unknown = DEPLOYED) {
  const dir = await mkdtemp(join(tmpdir(), 'upload-role-'));
  const policy = parsePolicy(document);
  const role = { trusts: ['qcs::cam::uin/100000000001:root'], policies: policy ? [policy] : [] };
  const sts = createSts(await createWorld({ dir }), { roles: (name) => (name === UPLOAD_ROLE ? role : undefined) });
  const { issued, actions } = sts;
  const cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, issued, actions });

  return {
    /** The sessions that a store must know. */
    issued,
    cloud,
    /** What an instance signs its grants with. */
    credentialsAt: (clock: Clock = systemClock) =>
      createUploadCredentials({
        credentials: () => LAPTOP_CREDENTIALS,
        region: REGION,
        endpoint: cloud.url,
        timeoutSeconds: 5,
        clock,
        roleArn: `qcs::cam::uin/100000000001:roleName/${UPLOAD_ROLE}`,
        bucket: BUCKET,
      }),
    async close() {
      await cloud.stop();
      await rm(dir, { recursive: true });
    },
  };
}

export type UploadRole = Awaited<ReturnType<typeof openUploadRole>>;
