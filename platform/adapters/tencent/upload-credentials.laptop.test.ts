import { isAllowed } from 'tencent-stand-in/policy.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUploadRole, type UploadRole } from '../../../tests/support/upload-role.ts';

let role: UploadRole;

beforeAll(async () => {
  role = await openUploadRole();
});
afterAll(() => role.close());

const asked = () => role.cloud.calls('AssumeRole');

describe('the credentials that sign upload grants', () => {
  it('serve for more than an hour, and are replaced while a grant of 15 minutes still fits in', async () => {
    let nowMs = Date.now();
    const uploads = role.credentialsAt({ now: () => new Date(nowMs) });
    const before = asked();
    const first = await uploads.current();

    nowMs += (7200 - 970) * 1000;
    const second = await uploads.current();
    nowMs += 20 * 1000;
    const third = await uploads.current();

    expect([second.secretId === first.secretId, third.secretId === first.secretId]).toEqual([true, false]);
    expect(asked() - before).toBe(2);
  });

  it('are asked for once by calls at the same time', async () => {
    const uploads = role.credentialsAt();
    const before = asked();

    const all = await Promise.all([1, 2, 3].map(() => uploads.current()));

    expect([new Set(all.map(({ secretId }) => secretId)).size, asked() - before]).toEqual([1, 1]);
  });

  it.each([
    ['InternalError', 'broken'],
    ['RequestLimitExceeded', 'throttled'],
    ['UnauthorizedOperation', 'refused'],
    ['ResourceNotFound.RoleNotFound', 'refused'],
  ])('fail with %s, and are asked for again afterwards', async (code, kind) => {
    const uploads = role.credentialsAt();
    role.cloud.failNext('AssumeRole', { code });

    await expect(uploads.current()).rejects.toMatchObject({ name: 'Failed', port: 'upload-credentials', kind });

    expect((await uploads.current()).token).not.toBe('');
  });

  it('[U12] are narrow by their own policy, even where the role may do everything', async () => {
    const everything = { version: '2.0', statement: [{ effect: 'allow', action: '*', resource: '*' }] };
    const wide = await openUploadRole(everything);
    const { secretId } = await wide.credentialsAt().current();
    await wide.close();
    const policies = wide.issued(secretId)?.policies ?? [];
    const may = (action: string, key: string, facts: Readonly<Record<string, string>> = {}) =>
      isAllowed(policies, {
        action: `cos:${action}`,
        resource: `qcs::cos:ap-guangzhou:uid/1250000000:filings-1250000000/${key}`,
        ownAccount: 'uid/1250000000',
        facts,
      });

    const allowed = [may('PutObject', 'incoming/a'), may('PostObject', 'incoming/a')];
    const denied = [
      may('GetObject', 'incoming/a'),
      may('GetObject', 'clean/a'),
      may('PutObject', 'clean/a'),
      may('PutObjectACL', 'incoming/a'),
      may('PutObjectTagging', 'incoming/a'),
      may('DeleteObject', 'incoming/a'),
      may('PutObject', 'incoming/a', { 'cos:x-cos-acl': 'public-read' }),
      may('PutObject', 'incoming/a', { 'cos:x-cos-storage-class': 'ARCHIVE' }),
    ];

    expect(policies).toHaveLength(2);
    expect(allowed).toEqual([true, true]);
    expect(denied).not.toContain(true);
  });
});
