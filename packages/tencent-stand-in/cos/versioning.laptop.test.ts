import { describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';

let skippedMs = 0;
const cos = await testCos(() => new Date(Date.now() + skippedMs));
const place = { Bucket: BUCKET, Region: REGION };
const DAY_MS = 24 * 3600 * 1000;

const outcome = async (answer: Response) => [answer.status, /<Code>(.+)<\/Code>/.exec(await answer.text())?.[1]];
async function lock(rule: string, enabled = 'Enabled') {
  const request = { method: 'PUT' as const, query: { 'object-lock': '' } };
  const document = `<ObjectLockConfiguration><ObjectLockEnabled>${enabled}</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`;
  return outcome(await cos.send(request, cos.sign(request), document));
}
const days = (text: string) =>
  `<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>${text}</Days></DefaultRetention></Rule>`;
const put = (Key: string, Body: string) => cos.sdk().putObject({ ...place, Key, Body });
const remove = (Key: string, version: object = {}) => cos.sdk().deleteObject({ ...place, Key, ...version });
const read = async (Key: string) => (await cos.sdk().getObject({ ...place, Key })).Body.toString();
const refused = { statusCode: 403, code: 'AccessDenied' };

describe('an object lock', () => {
  it.each([
    ['no days', days('0')],
    ['more than a hundred years', days('36501')],
    ['another mode', days('1').replace('COMPLIANCE', 'GOVERNANCE')],
  ])('is refused with %s', async (_, rule) => {
    expect(await lock(rule)).toEqual([400, 'MalformedXML']);
  });

  it('can be set, and not be switched off', async () => {
    expect(await lock('', 'Disabled')).toEqual([400, 'MalformedXML']);
    expect(await lock(days('2'))).toEqual([200, undefined]);
  });

  it('keeps what was written from being replaced or deleted until its days are over, also over a restart', async () => {
    await put('seal', 'first');
    await cos.restart();

    await expect(put('seal', 'second')).rejects.toMatchObject(refused);
    await expect(remove('seal')).rejects.toMatchObject(refused);
    expect(await read('seal')).toBe('first');
    skippedMs = 2 * DAY_MS;
    await put('seal', 'second');
    expect(await read('seal')).toBe('second');
  });

  it('keeps each version where the bucket has versions, which then can’t be suspended', async () => {
    const versioning = (Status: 'Enabled' | 'Suspended') =>
      cos.sdk().putBucketVersioning({ ...place, VersioningConfiguration: { Status } });
    await versioning('Enabled');
    await put('versioned', 'first');
    await put('versioned', 'second');
    await remove('versioned');
    const { Versions, DeleteMarkers } = await cos.sdk().listObjectVersions({ ...place, Prefix: 'versioned' });

    expect([Versions.length, DeleteMarkers.length]).toEqual([2, 1]);
    for (const { VersionId } of Versions)
      await expect(remove('versioned', { VersionId })).rejects.toMatchObject(refused);
    await expect(versioning('Suspended')).rejects.toMatchObject({ statusCode: 409, code: 'InvalidBucketState' });
  });
});
