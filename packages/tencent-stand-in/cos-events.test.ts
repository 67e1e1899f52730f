import { describe, expect, it } from 'vitest';
import type { CosEvent, CosEventRecord } from './cos/events.ts';
import { type CosDeliverySettings, type CosTrigger, createCosDelivery } from './cos-events.ts';

const trigger: CosTrigger = {
  functionName: 'intake',
  bucket: 'filings-1250000000',
  prefix: 'incoming/',
  suffix: '',
  events: ['cos:ObjectCreated:*'],
};

function record(key: string, eventName = 'cos:ObjectCreated:Put', name = 'filings'): CosEventRecord {
  const appid = '1250000000';
  return {
    cos: {
      cosSchemaVersion: '1.0',
      cosObject: { url: '', meta: {}, vid: '', key: `/${appid}/${name}/${encodeURI(key)}`, size: 1 },
      cosBucket: { region: 'gz', name, appid },
      cosNotificationId: 'unkown',
    },
    event: {
      eventName,
      eventVersion: '1.0',
      eventTime: 1_795_480_000,
      eventSource: 'qcs::cos',
      requestParameters: { requestSourceIP: '127.0.0.1', requestHeaders: { Authorization: 'q-signature=secret' } },
      eventQueue: '',
      reservedInfo: '',
      reqid: 1,
    },
  };
}

const arrival = (...records: CosEventRecord[]): CosEvent => ({ Records: records });

/** A delivery whose function fails as often as `failures` says, and the delivered events. */
function open(settings: Partial<CosDeliverySettings> & { failures?: number } = {}) {
  const calls: { functionName: string; event: CosEvent; at: number }[] = [];
  const log: string[] = [];
  let failures = settings.failures ?? 0;
  const delivery = createCosDelivery({
    triggers: () => [trigger],
    retryDelaysMs: [20, 40],
    log: (line) => log.push(line),
    invoke: async (functionName, event) => {
      calls.push({ functionName, event, at: performance.now() });
      failures -= 1;
      if (failures >= 0) throw new Error('the function failed');
    },
    ...settings,
  });
  const keys = () => calls.map(({ event }) => event.Records[0]?.cos.cosObject.key);
  return { delivery, calls, keys, log };
}

describe('createCosDelivery', () => {
  it('passes the event on unchanged, with the queue of the function', async () => {
    const { delivery, calls } = open();

    delivery.deliver(arrival(record('incoming/a')));
    await delivery.idle();

    const queued = {
      ...record('incoming/a').event,
      eventQueue: 'qcs:0:scf:gz:appid/1250000000:default.intake.$LATEST',
    };
    expect(calls.map(({ functionName }) => functionName)).toEqual(['intake']);
    expect(calls[0]?.event).toEqual({ Records: [{ ...record('incoming/a'), event: queued }] });
  });

  it.each<[string, Partial<CosTrigger>, CosEventRecord, boolean]>([
    ['its prefix', {}, record('incoming/a'), true],
    ['another prefix', {}, record('clean/a'), false],
    ['a prefix only further on', {}, record('old/incoming/a'), false],
    ['its suffix', { suffix: '.jpg' }, record('incoming/a.jpg'), true],
    ['another suffix', { suffix: '.jpg' }, record('incoming/a.png'), false],
    ['a prefix that is encoded in the event', { prefix: '证件/' }, record('证件/a'), true],
    ['another bucket', {}, record('incoming/a', 'cos:ObjectCreated:Put', 'backups'), false],
    ['any way of creation', {}, record('incoming/a', 'cos:ObjectCreated:Post'), true],
    ['a removal', {}, record('incoming/a', 'cos:ObjectRemove:Delete'), false],
    ['its one way', { events: ['cos:ObjectCreated:Put'] }, record('incoming/a'), true],
    ['another way', { events: ['cos:ObjectCreated:Post'] }, record('incoming/a'), false],
    ['a way that only begins alike', { events: ['cos:ObjectCreated:P'] }, record('incoming/a'), false],
  ])('matches by prefix, suffix, bucket and event: %s', async (_case, change, arrived, delivered) => {
    const { delivery, calls } = open({ triggers: () => [{ ...trigger, ...change }] });

    delivery.deliver(arrival(arrived));
    await delivery.idle();

    expect(calls).toHaveLength(delivered ? 1 : 0);
  });

  it('delivers each record to every function with a matching trigger', async () => {
    const { delivery, calls } = open({
      triggers: () => [trigger, { ...trigger, functionName: 'audit', prefix: '' }],
    });

    delivery.deliver(arrival(record('incoming/a'), record('clean/b')));
    await delivery.idle();

    expect(calls.map(({ functionName, event }) => [functionName, event.Records[0]?.cos.cosObject.key])).toEqual([
      ['intake', '/1250000000/filings/incoming/a'],
      ['audit', '/1250000000/filings/incoming/a'],
      ['audit', '/1250000000/filings/clean/b'],
    ]);
  });

  it('retries a failed event after each delay, until it is handled', async () => {
    const { delivery, calls } = open({ failures: 2 });

    delivery.deliver(arrival(record('incoming/a')));
    await delivery.idle();

    const [first = 0, second = 0, third = 0] = calls.map(({ at }) => at);
    expect(calls).toHaveLength(3);
    expect(second - first).toBeGreaterThanOrEqual(19);
    expect(third - second).toBeGreaterThanOrEqual(39);
  });

  it('gives up after the last delay, and logs it without the uploader’s signature', async () => {
    const { delivery, calls, log } = open({ failures: 9 });

    delivery.deliver(arrival(record('incoming/a')));
    await delivery.idle();

    expect(calls).toHaveLength(3);
    expect(log.at(-1)).toBe('cos → intake Put /1250000000/filings/incoming/a given up');
    expect(log.join()).not.toContain('secret');
  });

  it('delivers more than once on demand', async () => {
    const { delivery, calls } = open();

    delivery.setFaults({ duplicates: 2 });
    delivery.deliver(arrival(record('incoming/a')));
    await delivery.idle();

    expect(calls.map(({ event }) => event)).toEqual([calls[0]?.event, calls[0]?.event, calls[0]?.event]);
    expect(calls).toHaveLength(3);
  });

  it('delivers later, or never, on demand', async () => {
    const { delivery, keys, log } = open();

    delivery.setFaults({ delayMs: 30 });
    delivery.deliver(arrival(record('incoming/late')));
    delivery.setFaults({ lose: true });
    delivery.deliver(arrival(record('incoming/lost')));
    delivery.setFaults({});
    delivery.deliver(arrival(record('incoming/in-time')));
    await delivery.idle();

    const path = '/1250000000/filings/incoming/';
    expect(keys()).toEqual([`${path}in-time`, `${path}late`]);
    expect(log).toContain(`cos → intake Put ${path}lost was lost on demand`);
  });

  it('delivers other events while one is retried', async () => {
    const { delivery, keys } = open({ failures: 1 });

    delivery.deliver(arrival(record('incoming/a')));
    delivery.deliver(arrival(record('incoming/b')));
    await delivery.idle();

    const path = '/1250000000/filings/incoming/';
    expect(keys()).toEqual([`${path}a`, `${path}b`, `${path}a`]);
  });

  it('drops pending retries when it is stopped', async () => {
    const { delivery, calls } = open({ failures: 9, retryDelaysMs: [60_000] });
    delivery.deliver(arrival(record('incoming/a')));

    delivery.stop();
    await delivery.idle();

    expect(calls).toHaveLength(1);
  });
});
