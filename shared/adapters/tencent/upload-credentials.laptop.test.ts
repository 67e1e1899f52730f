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
});
