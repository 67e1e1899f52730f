import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeEach, describe, expect, it } from 'vitest';
import { BUCKET, REGION, testCos } from '../../../tests/support/database/cos-under-test.ts';
import { LAPTOP_CREDENTIALS } from '../credentials.ts';

const { secretId: accessKeyId, secretKey: secretAccessKey, token: sessionToken } = LAPTOP_CREDENTIALS;
const credentials = { accessKeyId, secretAccessKey, sessionToken };
const kept = { Bucket: BUCKET, Key: 'kept' };

/** How far the store's clock is ahead of ours. */
let aheadMs = 0;

const cos = await testCos(() => new Date(Date.now() + aheadMs));

beforeEach(() => {
  aheadMs = 0;
});

const open = (options: S3ClientConfig = {}) =>
  new S3Client({
    region: REGION,
    endpoint: cos.url(),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials,
    maxAttempts: 1,
    ...options,
  });
await open().send(new PutObjectCommand({ ...kept, Body: 'kept' }));

interface Sent {
  path: string;
  body: unknown;
  readonly headers: Record<string, string>;
}

/** A client whose requests are changed after they were signed. */
function tampering(change: (sent: Sent) => void, options: S3ClientConfig = {}): S3Client {
  const client = open(options);
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request as Sent);
      return next(args);
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

const outcomeOf = async (call: Promise<unknown>) =>
  await call.then(
    () => 'done',
    (error: { readonly name: string; readonly $metadata?: { readonly httpStatusCode?: number } }) =>
      `${error.$metadata?.httpStatusCode} ${error.name}`,
  );

describe('an S3 signature in the Authorization header', () => {
  const put = () =>
    new PutObjectCommand({ ...kept, Body: 'front', ContentType: 'image/jpeg', Metadata: { owner: 'u1' } });

  it('is accepted for the unchanged request, so that each refusal below has one reason', async () => {
    const outcome = await outcomeOf(tampering(() => {}).send(put()));

    expect(outcome).toBe('done');
  });

  it.each<[string, (sent: Sent) => void, string]>([
    [
      'another key',
      (sent) => {
        sent.path = `/${BUCKET}/other`;
      },
      '403 SignatureDoesNotMatch',
    ],
    [
      'another type',
      ({ headers }) => {
        headers['content-type'] = 'text/html';
      },
      '403 SignatureDoesNotMatch',
    ],
    [
      'other metadata',
      ({ headers }) => {
        headers['x-amz-meta-owner'] = 'u2';
      },
      '403 SignatureDoesNotMatch',
    ],
    [
      'more metadata',
      ({ headers }) => {
        headers['x-amz-meta-more'] = '1';
      },
      '403 AccessDenied',
    ],
    [
      'another body',
      (sent) => {
        sent.body = 'fronT';
      },
      '400 XAmzContentSHA256Mismatch',
    ],
    [
      'no hash of the body',
      ({ headers }) => {
        delete headers['x-amz-content-sha256'];
      },
      '400 AuthorizationHeaderMalformed',
    ],
    [
      'no token',
      ({ headers }) => {
        delete headers['x-amz-security-token'];
      },
      '403 InvalidAccessKeyId',
    ],
    [
      'another token',
      ({ headers }) => {
        headers['x-amz-security-token'] = 'guessed';
      },
      '400 InvalidToken',
    ],
    [
      'another date',
      ({ headers }) => {
        headers['x-amz-date'] = '20200101T000000Z';
      },
      '400 AuthorizationHeaderMalformed',
    ],
    [
      'no signature',
      ({ headers }) => {
        headers.authorization = 'AWS4-HMAC-SHA256';
      },
      '400 AuthorizationHeaderMalformed',
    ],
  ])('is refused with %s', async (_other, change, refusal) => {
    const outcome = await outcomeOf(tampering(change).send(put()));

    expect(outcome).toBe(refusal);
  });

  it.each<[string, S3ClientConfig, string]>([
    ['another secret', { credentials: { ...credentials, secretAccessKey: 'guessed' } }, '403 SignatureDoesNotMatch'],
    ['an unknown key id', { credentials: { ...credentials, accessKeyId: 'AKIDunknown' } }, '403 InvalidAccessKeyId'],
    ['another region', { region: 'us-east-1' }, '400 AuthorizationHeaderMalformed'],
  ])('is refused when made with %s', async (_other, options, refusal) => {
    const outcome = await outcomeOf(open(options).send(put()));

    expect(outcome).toBe(refusal);
  });

  it.each([
    [14, 'done'],
    [-14, 'done'],
    [16, '403 RequestTimeTooSkewed'],
    [-16, '403 RequestTimeTooSkewed'],
  ])('made %i minutes ago: %s', async (minutes, expected) => {
    aheadMs = minutes * 60_000;

    const outcome = await outcomeOf(open().send(put()));

    expect(outcome).toBe(expected);
  });

  it('lets the SDK correct a clock that is wrong by an hour', async () => {
    aheadMs = 3_600_000;

    const outcome = await outcomeOf(open({ maxAttempts: 2 }).send(new HeadObjectCommand(kept)));

    expect(outcome).toBe('done');
  });

  it('changes nothing when it is refused', async () => {
    await open().send(new PutObjectCommand({ ...kept, Body: 'before' }));

    await outcomeOf(
      tampering((sent) => {
        sent.body = 'fronT';
      }).send(put()),
    );

    const { Body } = await open().send(new GetObjectCommand(kept));
    expect(await Body?.transformToString()).toBe('before');
  });
});

describe('an S3 signature in the query', () => {
  const link = (expiresIn = 60) => getSignedUrl(open(), new GetObjectCommand(kept), { expiresIn });
  const codeOf = async (url: string, method = 'GET') => {
    const answer = await fetch(url, { method });
    return `${answer.status} ${/<Code>(.+)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`;
  };

  it.each<[string, (url: string) => string, string]>([
    ['unchanged', (url) => url, '200 '],
    ['with another key', (url) => url.replace('/kept?', '/other?'), '403 SignatureDoesNotMatch'],
    ['with a longer life', (url) => url.replace('Expires=60', 'Expires=600'), '403 SignatureDoesNotMatch'],
    [
      'with a life of more than a week',
      (url) => url.replace('Expires=60', 'Expires=604801'),
      '400 AuthorizationQueryParametersError',
    ],
    ['with another parameter', (url) => `${url}&response-content-type=text/html`, '403 SignatureDoesNotMatch'],
    ['without its token', (url) => url.replace('X-Amz-Security-Token', 'X-Nothing'), '403 InvalidAccessKeyId'],
    [
      'without its signature',
      (url) => url.replace('X-Amz-Signature', 'X-Nothing'),
      '400 AuthorizationQueryParametersError',
    ],
    ['without its algorithm', (url) => url.replace('X-Amz-Algorithm', 'X-Nothing'), '403 AccessDenied'],
  ])('%s', async (_how, change, expected) => {
    const code = await codeOf(change(await link()));

    expect(code).toBe(expected);
  });

  it('is in the event of the written object, as one in a header would be', async () => {
    const url = await getSignedUrl(open(), new PutObjectCommand({ Bucket: BUCKET, Key: 'linked' }), { expiresIn: 60 });
    cos.events.length = 0;

    const answer = await fetch(url, { method: 'PUT' });

    const { Authorization } = cos.events[0]?.Records[0]?.event.requestParameters.requestHeaders ?? {};
    expect([answer.status, cos.events.length]).toEqual([200, 1]);
    expect(Authorization).toContain(`X-Amz-Signature=${new URL(url).searchParams.get('X-Amz-Signature')}`);
  });

  it('allows one method only', async () => {
    const code = await codeOf(await link(), 'DELETE');

    expect(code).toBe('403 SignatureDoesNotMatch');
  });

  it.each([
    [50, '200 '],
    [61, '403 AccessDenied'],
    [-910, '403 AccessDenied'],
  ])('that holds for a minute, used after %i seconds: %s', async (seconds, expected) => {
    const url = await link();
    aheadMs = seconds * 1000;

    const code = await codeOf(url);

    expect(code).toBe(expected);
  });
});

describe('the body of an S3 request', () => {
  it.each<[string, Record<string, string>, string]>([
    ['chunks', { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }, '501 NotImplemented'],
    ['signed chunks', { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }, '501 NotImplemented'],
    ['a checksum beside the signature', { 'x-amz-checksum-crc32': '/vti9g==' }, '501 NotImplemented'],
    ['a hash that is none', { 'x-amz-content-sha256': 'hash' }, '400 InvalidArgument'],
  ])('is refused with %s, before it is read', async (_what, headers, expected) => {
    const client = open();
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as Sent).headers, headers);
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );

    expect(await outcomeOf(client.send(new PutObjectCommand({ ...kept, Body: 'front' })))).toBe(expected);
  });
});
