import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET, type CosUnderTest, openCos, REGION } from '../../../tests/support/database/cos-under-test.ts';

let cos: CosUnderTest;
beforeAll(async () => {
  cos = await openCos();
});
afterAll(() => cos.close());

const place = { Bucket: BUCKET, Region: REGION };
const rule = (changes: object) => ({ ID: 'a', Status: 'Enabled' as const, Filter: { Prefix: 'a/' }, ...changes });
const days = { Expiration: { Days: 1 } };

describe('PUT Bucket lifecycle', () => {
  it('takes rules by days and rules by delete markers, also for old versions', async () => {
    const markers = {
      Expiration: { ExpiredObjectDeleteMarker: true },
      NoncurrentVersionExpiration: { NoncurrentDays: 7 },
    };

    const { statusCode } = await cos
      .sdk()
      .putBucketLifecycle({ ...place, Rules: [rule(days), rule({ ID: 'b', ...markers })] });

    expect(statusCode).toBe(200);
  });

  it.each([
    ['two rules of one name', [rule(days), rule(days)], 'InvalidArgument'],
    ['no days', [rule({ Expiration: { Days: 0 } })], 'InvalidArgument'],
    [
      'days and markers in one rule',
      [rule({ Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } })],
      'MalformedXML',
    ],
    ['a rule without effect', [rule({})], 'MalformedXML'],
    ['a rule without filter', [{ ID: 'a', Status: 'Enabled' as const, ...days }], 'MalformedXML'],
  ])('refuses %s', async (_, Rules, code) => {
    await expect(cos.sdk().putBucketLifecycle({ ...place, Rules })).rejects.toMatchObject({ code });
  });
});

describe('PUT Bucket encryption', () => {
  it("takes COS's element and refuses S3's", async () => {
    const put = (name: 'ApplySideEncryptionConfiguration') =>
      cos.sdk().putBucketEncryption({
        ...place,
        ServerSideEncryptionConfiguration: { Rule: [{ [name]: { SSEAlgorithm: 'AES256' } }] },
      });
    const ofS3 = 'ApplyServerSideEncryptionByDefault' as 'ApplySideEncryptionConfiguration';

    expect((await put('ApplySideEncryptionConfiguration')).statusCode).toBe(200);
    await expect(put(ofS3)).rejects.toMatchObject({ code: 'MalformedXML' });
  });
});

describe('PUT Bucket cors', () => {
  it('refuses a rule without an origin', async () => {
    const CORSRules = [{ AllowedOrigin: [], AllowedMethod: ['GET'], MaxAgeSeconds: 600 }];

    await expect(cos.sdk().putBucketCors({ ...place, CORSRules })).rejects.toMatchObject({ code: 'MalformedXML' });
  });
});
