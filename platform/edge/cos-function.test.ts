import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { collectLog, scfContext } from '../../tests/support/scf.ts';
import { Failed } from '../ports/failed.ts';
import { type ArrivalOutcome, type ArrivedObject, cosFunction } from './cos-function.ts';

const log = collectLog();
beforeEach(log.clear);
afterAll(log.stop);

const REQUEST_ID = 'NWMxOWY4MmFfMjNiMjU4NjRfOWI2MV8zYzg2';

/** A record as the platform sends it; `key` as it appears in the event. */
const record = (key: string, { name = 'icp-filing', appid = '1250000000', meta = {} as object } = {}) => ({
  cos: {
    cosSchemaVersion: '1.0',
    cosObject: {
      url: `http://${name}-${appid}.cos.ap-guangzhou.myqcloud.com/x`,
      meta: { 'x-cos-request-id': REQUEST_ID, 'x-cos-meta-name': '周建明', ...meta },
      vid: '',
      key,
      size: 48_213,
    },
    cosBucket: { region: 'gz', name, appid },
    cosNotificationId: 'unkown',
  },
  event: {
    eventName: 'cos:ObjectCreated:Put',
    eventVersion: '1.0',
    eventTime: 1_795_572_000,
    eventSource: 'qcs::cos',
    requestParameters: {
      requestSourceIP: '203.0.113.8',
      requestHeaders: { Authorization: 'q-sign-algorithm=sha1&q-signature=0123abcd' },
    },
    eventQueue: 'qcs:0:scf:gz:appid/1250000000:default.intake.$LATEST',
    reservedInfo: '',
    reqid: 179_398_952,
  },
});

/** A handler of bucket `icp-filing-1250000000` that records its input. */
function intake(useCase: (object: ArrivedObject) => Promise<ArrivalOutcome> = async () => 'done', prefix = '') {
  const given: ArrivedObject[] = [];
  const handler = cosFunction({
    ports: { greeting: async () => 'port' },
    bucket: () => 'icp-filing-1250000000',
    prefix: () => prefix,
    useCase: async (object, { greeting }) => {
      expect(greeting).toBe('port');
      given.push(object);
      return useCase(object);
    },
  });
  const deliver = (...records: readonly object[]) => handler({ Records: records }, scfContext());
  return { given, handler, deliver };
}

describe('an object that arrived', () => {
  it.each(['incoming/a%00b', 'incoming/a\0b', 'incoming/\ud800'])(
    'is ignored when no key of ours can be like its: %j',
    async (key) => {
      const { given, deliver } = intake();

      const counts = await deliver(record(`/1250000000/icp-filing/${key}`));

      expect(given).toEqual([]);
      expect(counts).toMatchObject({ ignored: 1, failed: 0 });
    },
  );

  it('comes without the prefix of its stage, and is ignored below that of another one', async () => {
    const { given, deliver } = intake(undefined, 'trial/');

    const counts = await deliver(
      record('/1250000000/icp-filing/trial/incoming/a'),
      record('/1250000000/icp-filing/incoming/b'),
    );

    expect(given.map(({ key }) => key)).toEqual(['incoming/a']);
    expect(counts).toMatchObject({ done: 1, ignored: 1 });
  });

  it('comes with its key, its size and an id that is the same on every delivery', async () => {
    const { given, deliver } = intake();
    const event = record('/1250000000/icp-filing/incoming/id-front/aGk');

    await deliver(event);
    await deliver(event);

    const object = { key: 'incoming/id-front/aGk', bytes: 48_213, messageId: `${REQUEST_ID}:incoming/id-front/aGk` };
    expect(given).toEqual([object, object]);
  });

  it.each([
    ['incoming/%E6%9D%90%E6%96%99.jpg', 'incoming/材料.jpg'],
    ['incoming/材料.jpg', 'incoming/材料.jpg'],
    ['incoming/a%20b', 'incoming/a b'],
    ['incoming/a b', 'incoming/a b'],
    ['incoming/a+b', 'incoming/a+b'],
    ['incoming/a%2Bb', 'incoming/a+b'],
    ['incoming/100%25', 'incoming/100%'],
    ['incoming%2Fa', 'incoming/a'],
    ['a//b', 'a//b'],
  ])('[U10] with the key %s is %s', async (inEvent, key) => {
    const { given, deliver } = intake();

    await deliver(record(`/1250000000/icp-filing/${inEvent}`));

    expect(given.map((object) => object.key)).toEqual([key]);
  });

  it.each([
    ['another bucket', record('/1250000000/somebody-else/incoming/a', { name: 'somebody-else' })],
    ['another account’s bucket of the same name', record('/1259999999/icp-filing/incoming/a', { appid: '1259999999' })],
    ['a key of another bucket', record('/1250000000/somebody-else/incoming/a')],
    ['a key without bucket', record('incoming/a')],
    ['a key that is not percent-encoded text', record('/1250000000/icp-filing/incoming/50%')],
    ['a key with a broken percent-encoding', record('/1250000000/icp-filing/incoming/%E6%9D')],
  ])('[U10] from or under %s is ignored and counted', async (_, event) => {
    const { given, deliver } = intake();

    const counts = await deliver(event);

    expect(given).toEqual([]);
    expect(counts).toEqual({ done: 0, seen: 0, ignored: 1, failed: 0 });
  });

  it('takes the event’s own number as its id when the store’s is missing', async () => {
    const { given, deliver } = intake();

    await deliver(record('/1250000000/icp-filing/a', { meta: { 'x-cos-request-id': undefined } }));

    expect(given.map(({ messageId }) => messageId)).toEqual(['179398952:a']);
  });
});

describe('several records', () => {
  const ours = (key: string) => record(`/1250000000/icp-filing/${key}`);

  it('are handled one after the other and counted by outcome', async () => {
    const outcomes: readonly ArrivalOutcome[] = ['done', 'seen', 'ignored', 'done'];
    const { given, deliver } = intake(async ({ key }) => outcomes[Number(key)] ?? 'done');

    const counts = await deliver(...outcomes.map((_, index) => ours(String(index))));

    expect(given.map(({ key }) => key)).toEqual(['0', '1', '2', '3']);
    expect(counts).toEqual({ done: 2, seen: 1, ignored: 1, failed: 0 });
  });

  it('are all processed when one fails, and then the event fails, so that the platform retries it', async () => {
    const { given, deliver } = intake(async ({ key }) => {
      if (key === 'b') throw new Error('440305198806159974');
      return 'done';
    });

    const delivery = deliver(ours('a'), ours('b'), ours('c'));

    await expect(delivery).rejects.toThrow('1 of the records failed');
    expect(given.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(log.lines().at(-1)).toMatchObject({ counts: { done: 2, seen: 0, ignored: 0, failed: 1 } });
  });

  it('may be none', async () => {
    const { deliver } = intake();

    const counts = await deliver();

    expect(counts).toEqual({ done: 0, seen: 0, ignored: 0, failed: 0 });
  });
});

describe('the log', () => {
  it('[P7] shows only counts: nothing of the key, the uploader’s headers or the signature', async () => {
    const { deliver } = intake();

    await deliver(record('/1250000000/icp-filing/incoming/secret-key'));

    expect(log.lines()).toEqual([
      {
        level: 'info',
        function: 'notes',
        requestId: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11',
        counts: { done: 1, seen: 0, ignored: 0, failed: 0 },
        traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
      },
    ]);
  });

  it.each([
    [
      'a vendor’s failure as a warning',
      new Failed('ocr', 'timeout', 'ETIMEDOUT', { cause: new Error('周建明') }),
      { level: 'warn', port: 'ocr', failure: 'timeout', vendorCode: 'ETIMEDOUT' },
    ],
    ['a bug as an alarm', new TypeError('周建明'), { level: 'alarm', error: expect.stringMatching(/^TypeError/) }],
  ])('[P2] shows %s, without its message', async (_, thrown, line) => {
    const { deliver } = intake(() => Promise.reject(thrown));

    await deliver(record('/1250000000/icp-filing/a')).catch(() => {});

    expect(log.lines()[0]).toMatchObject(line);
    expect(log.texts.join()).not.toContain('周建明');
  });
});

describe('an event that does not come from COS', () => {
  it.each([[{}], [{ Records: 'x' }], [{ Records: [{}] }], [null]])('%j fails', async (event) => {
    const { given, handler } = intake();

    const delivery = handler(event, scfContext());

    await expect(delivery).rejects.toMatchObject({ name: '$ZodError' });
    expect(given).toEqual([]);
  });
});
