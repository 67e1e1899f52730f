import { describe, expect, it } from 'vitest';
import { BUCKET, OTHER_BUCKET, REGION, testCos } from '../../tests/support/database/cos-under-test.ts';

const at = (Key: string) => ({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();

describe('startCos with the official SDK', () => {
  it.each([
    ['the official host name', () => ({ Ip: cos.host() })],
    ['a proxy and its absolute-form', () => ({ Proxy: `http://${cos.host()}` })],
    ['an address of its own with the bucket in the path', () => ({ Domain: `${cos.host()}/{Bucket}` })],
  ])('keeps, shows and deletes an object through %s', async (_way, options) => {
    const sdk = cos.sdk(options());
    const object = at('incoming/id-card/1.jpg');

    await sdk.putObject({ ...object, Body: 'front', ContentType: 'image/jpeg', Headers: { 'x-cos-meta-owner': 'u1' } });
    const read = await sdk.getObject(object);
    const looked = await sdk.headObject(object);
    await sdk.deleteObject(object);

    expect(read.Body.toString()).toBe('front');
    expect(read.ETag).toBe('"e6ec529ba185279aa0adcf93e645c7cd"');
    expect(looked.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '5',
      'x-cos-meta-owner': 'u1',
    });
    await expect(sdk.getObject(object)).rejects.toMatchObject({ statusCode: 404, code: 'NoSuchKey' });
  });

  it.each(['中文/营业执照.jpg', 'a+b', '100%', '%2F', 'two words', "q?u=1&e#'!()*", '../up', '~', 'line\nend', '😀'])(
    'keeps the key %j unchanged',
    async (key) => {
      const sdk = cos.sdk();
      const place = { ...at(`odd/${key}`), Bucket: OTHER_BUCKET };

      await sdk.putObject({ ...place, Body: key });
      const read = await sdk.getObject(place);
      const list = await sdk.getBucket({ ...place, Prefix: place.Key });

      expect(read.Body.toString()).toBe(key);
      expect(list.Contents.map(({ Key }) => Key)).toEqual([`odd/${key}`]);
    },
  );

  it('returns a range, with its position', async () => {
    const sdk = cos.sdk();
    await sdk.putObject({ ...at('range'), Body: '0123456789' });

    const middle = await sdk.getObject({ ...at('range'), Range: 'bytes=2-4' });
    const end = await sdk.getObject({ ...at('range'), Range: 'bytes=-3' });
    const beyond = sdk.getObject({ ...at('range'), Range: 'bytes=10-' });

    expect(middle.Body.toString()).toBe('234');
    expect(middle).toMatchObject({ statusCode: 206, headers: { 'content-range': 'bytes 2-4/10' } });
    expect(end.Body.toString()).toBe('789');
    await expect(beyond).rejects.toMatchObject({ statusCode: 416, code: 'InvalidRange' });
  });

  it('reads an object only while it has the given ETag', async () => {
    const sdk = cos.sdk();
    await sdk.putObject({ ...at('pinned'), Body: 'first' });
    const { ETag } = await sdk.headObject(at('pinned'));

    const same = await sdk.getObject({ ...at('pinned'), IfMatch: ETag });
    await sdk.putObject({ ...at('pinned'), Body: 'second' });
    const other = sdk.getObject({ ...at('pinned'), IfMatch: ETag });

    expect(same.Body.toString()).toBe('first');
    await expect(other).rejects.toMatchObject({ statusCode: 412, code: 'PreconditionFailed' });
  });

  it('copies between buckets, with the old metadata or new ones', async () => {
    const sdk = cos.sdk();
    const from = { ...at('原件 1.jpg'), Bucket: OTHER_BUCKET };
    await sdk.putObject({ ...from, Body: 'bytes', ContentType: 'image/jpeg', Headers: { 'x-cos-meta-a': '1' } });
    const source = `${OTHER_BUCKET}.cos.${REGION}.myqcloud.com/${encodeURIComponent(from.Key)}`;

    const copied = await sdk.putObjectCopy({ ...at('copy'), CopySource: source });
    await sdk.putObjectCopy({
      ...at('renamed'),
      CopySource: source,
      MetadataDirective: 'Replaced',
      ContentType: 'image/png',
    });

    const old = await sdk.headObject(at('copy'));
    const fresh = await sdk.headObject(at('renamed'));
    expect(copied.ETag).toBe('"4b3a6218bb3e3a7303e8a171a60fcf92"');
    expect(old.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-cos-meta-a': '1' });
    expect(fresh.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '5' });
    expect(fresh.headers).not.toHaveProperty('x-cos-meta-a');
  });

  it('copies an object onto itself only with new metadata', async () => {
    const sdk = cos.sdk();
    await sdk.putObject({ ...at('self'), Body: 'bytes', ContentType: 'image/jpeg' });
    const CopySource = `${BUCKET}.cos.${REGION}.myqcloud.com/self`;

    const same = sdk.putObjectCopy({ ...at('self'), CopySource });
    await expect(same).rejects.toMatchObject({ code: 'InvalidRequest' });
    await sdk.putObjectCopy({ ...at('self'), CopySource, MetadataDirective: 'Replaced', ContentType: 'image/png' });

    const read = await sdk.getObject(at('self'));
    expect([read.Body.toString(), read.headers?.['content-type']]).toEqual(['bytes', 'image/png']);
  });

  it('lists by prefix, page by page', async () => {
    const sdk = cos.sdk();
    for (const key of ['list/b', 'list/a', 'list/c', 'other']) await sdk.putObject({ ...at(key), Body: key });
    const query = { Bucket: BUCKET, Region: REGION, Prefix: 'list/', MaxKeys: 2 };

    const first = await sdk.getBucket(query);
    const second = await sdk.getBucket({ ...query, Marker: String(first.NextMarker) });

    expect(first.Contents.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['list/a', '6'],
      ['list/b', '6'],
    ]);
    expect(first).toMatchObject({ IsTruncated: 'true', NextMarker: 'list/b' });
    expect(second.Contents.map(({ Key }) => Key)).toEqual(['list/c']);
    expect(second).toMatchObject({ IsTruncated: 'false' });
  });

  it.each([
    ['folders', { method: 'GET', query: { prefix: 'list/', delimiter: '/' } }],
    ['the second version of lists', { method: 'GET', query: { 'list-type': '2' } }],
    ['deleting several at once', { method: 'POST', query: { delete: '' } }],
    ['uploads in parts', { method: 'POST', key: 'long', query: { uploads: '' } }],
  ] as const)('says that it does not know %s', async (_, request) => {
    const answer = await cos.send(request, cos.sign(request));

    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('<Code>NotImplemented</Code>')]);
  });

  it("sends an object's event in the platform's form", async () => {
    cos.events.length = 0;

    const { RequestId } = await cos.sdk().putObject({
      ...at('incoming/id-card/身份证 1.jpg'),
      Body: '1029 bytes or so',
      ContentType: 'image/jpeg',
      Headers: { 'x-cos-meta-mykey': 'myvalue' },
    });

    const path = 'incoming/id-card/%E8%BA%AB%E4%BB%BD%E8%AF%81%201.jpg';
    expect(cos.events[0]).toEqual({
      Records: [
        {
          cos: {
            cosSchemaVersion: '1.0',
            cosObject: {
              url: `http://filings-1250000000.cos.ap-guangzhou.myqcloud.com/${path}`,
              meta: { 'x-cos-request-id': RequestId, 'Content-Type': 'image/jpeg', 'x-cos-meta-mykey': 'myvalue' },
              vid: '',
              key: `/1250000000/filings/${path}`,
              size: 16,
            },
            cosBucket: { region: 'gz', name: 'filings', appid: '1250000000' },
            cosNotificationId: 'unkown',
          },
          event: {
            eventName: 'cos:ObjectCreated:Put',
            eventVersion: '1.0',
            eventTime: expect.closeTo(Date.now() / 1000, -2),
            eventSource: 'qcs::cos',
            requestParameters: {
              requestSourceIP: '127.0.0.1',
              requestHeaders: { Authorization: expect.stringMatching(/^q-sign-algorithm=sha1&q-ak=/) },
            },
            eventQueue: '',
            reservedInfo: '',
            reqid: expect.any(Number),
          },
        },
      ],
    });
  });
});
