import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { cvmActions } from 'tencent-stand-in/cvm.ts';
import { domainActions } from 'tencent-stand-in/domain.ts';
import { createSts } from 'tencent-stand-in/sts.ts';
import { createWorld, type World } from 'tencent-stand-in/world.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { createCloudRoles } from './cloud-roles.ts';
import { createCloudServices } from './cloud-services/cloud-services.ts';
import { createDomainRegistry } from './domain-registry.ts';

const ROLE = 'qcs::cam::uin/100000000002:roleName/icp-filing';
const EXTERNAL_ID = 'a'.repeat(32);

let dir: string;
let world: World;
let cloud: RunningCloudApi;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  world = await createWorld({ dir });
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(async () => {
  const sts = createSts(world);
  const actions = { ...sts.actions, ...domainActions(world), ...cvmActions(world) };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, issued: sts.issued, actions });
});
afterEach(() => cloud.stop());

const api = () => ({
  credentials: () => LAPTOP_CREDENTIALS,
  region: 'ap-guangzhou',
  endpoint: cloud.url,
  timeoutSeconds: 5,
});
const rolesAt = (clock: Clock = systemClock) => createCloudRoles({ ...api(), clock });

const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-kehu0001', region: 'ap-guangzhou' } as const;

describe('the credentials of a role', () => {
  it('see the customer’s account and not the operator’s', async () => {
    const credentials = await rolesAt().credentials(ROLE, EXTERNAL_ID);
    const inRole = { ...api(), credentials: () => credentials };

    const seen = [
      await createCloudServices(inRole).facts(server),
      await createDomainRegistry(inRole).facts('kehu-yangli.cn'),
      await createDomainRegistry(inRole).facts('yunfan-keji.cn'),
      await createCloudServices(api()).facts(server),
    ];

    expect(seen).toMatchObject([{ running: true }, { realName: 'approved' }, undefined, undefined]);
  });

  it('are requested once for concurrent calls', async () => {
    const roles = rolesAt();

    const all = await Promise.all([1, 2, 3].map(() => roles.credentials(ROLE, EXTERNAL_ID)));

    expect(new Set(all.map(({ secretId }) => secretId)).size).toBe(1);
    expect(cloud.calls('AssumeRole')).toBe(1);
  });

  it('are replaced five minutes before they expire', async () => {
    let nowMs = Date.now();
    const roles = rolesAt({ now: () => new Date(nowMs) });
    await roles.credentials(ROLE, EXTERNAL_ID);

    nowMs += (7200 - 310) * 1000;
    await roles.credentials(ROLE, EXTERNAL_ID);
    const before = cloud.calls('AssumeRole');
    nowMs += 20 * 1000;
    await roles.credentials(ROLE, EXTERNAL_ID);

    expect([before, cloud.calls('AssumeRole')]).toEqual([1, 2]);
  });

  it('are requested again after a failure', async () => {
    const roles = rolesAt();
    cloud.failNext('AssumeRole', { code: 'InternalError' });
    await expect(roles.credentials(ROLE, EXTERNAL_ID)).rejects.toMatchObject({ port: 'cloud-roles', kind: 'broken' });

    const credentials = await roles.credentials(ROLE, EXTERNAL_ID);

    expect(credentials.token).not.toBe('');
  });

  it('are not available when the role is gone', async () => {
    const credentials = rolesAt().credentials('qcs::cam::uin/100000000002:roleName/gone', EXTERNAL_ID);

    await expect(credentials).rejects.toMatchObject({
      name: 'Failed',
      port: 'cloud-roles',
      kind: 'refused',
      vendorCode: 'ResourceNotFound.RoleNotFound',
    });
  });

  it('are refused once they have expired', async () => {
    await cloud.stop();
    let nowMs = Date.now();
    const sts = createSts(world, { now: () => new Date(nowMs) });
    const actions = { ...sts.actions, ...cvmActions(world) };
    cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, issued: sts.issued, actions });
    const credentials = await rolesAt().credentials(ROLE, EXTERNAL_ID);

    nowMs += 7200 * 1000;
    const facts = createCloudServices({ ...api(), credentials: () => credentials }).facts(server);

    await expect(facts).rejects.toMatchObject({ kind: 'refused', vendorCode: 'AuthFailure.SecretIdNotFound' });
  });
});

describe('canAssume', () => {
  it('says whether a role admits us with an ExternalId', async () => {
    const roles = rolesAt();

    const answers = [
      await roles.canAssume(ROLE, EXTERNAL_ID),
      await roles.canAssume(ROLE, 'b'.repeat(32)),
      await roles.canAssume('qcs::cam::uin/100000000002:roleName/gone', EXTERNAL_ID),
      await roles.canAssume(ROLE, 'malformed id'),
    ];

    expect(answers).toEqual([true, false, false, false]);
  });

  it.each([
    ['RequestLimitExceeded', 'throttled'],
    ['AuthFailure.SignatureFailure', 'refused'],
    ['InternalError', 'broken'],
  ])('fails instead of saying no after %s', async (code, kind) => {
    cloud.failNext('AssumeRole', { code });

    const answer = rolesAt().canAssume(ROLE, EXTERNAL_ID);

    await expect(answer).rejects.toMatchObject({ name: 'Failed', port: 'cloud-roles', kind });
  });
});

describe('operatorUin', () => {
  it('names the account whose credentials we have', async () => {
    expect(await rolesAt().operatorUin()).toBe('100000000001');
  });
});
