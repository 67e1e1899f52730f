import { describe, expect, it } from 'vitest';
import { Failed } from '../../platform/ports/failed.ts';
import type { Budgets } from '../../shared/domain/paid-calls.ts';
import { testClock } from '../../tests/support/clock.ts';
import { budgetsOf, openInstances } from '../../tests/support/database/instance.ts';
import { testReadings } from '../../tests/support/pictures/readings.ts';
import type { Ports } from './ports.ts';

let before: number;

const readings = await testReadings();

/** A certificate; calls to the vendor are counted from now on. */
async function passedOn(kind: 'id-front' | 'id-back' | 'business-licence' = 'id-front') {
  const certificate = await readings.passedOn(kind);
  before = readings.calls();
  return certificate;
}
const paidCalls = () => readings.calls() - before;

/** Ports of an instance that dies where `died` throws. */
const dying = (changes: Partial<Ports>) => readings.ports(readings.instance, changes);
const died = () => Promise.reject(new Error('the instance died'));

describe('[A4] one picture is billed once', () => {
  it('when its event is delivered again and again', async () => {
    const { deliver, now } = await passedOn();

    const outcomes = [
      await deliver(readings.ports()),
      await deliver(readings.ports()),
      await deliver(readings.ports()),
    ];

    expect(outcomes).toEqual(['done', 'seen', 'seen']);
    expect(paidCalls()).toBe(1);
    expect(await now()).toMatchObject({ state: 'ready', fields: { name: { text: '周建明' } } });
  });

  it('when six instances get it concurrently', async () => {
    const { deliver } = await passedOn();
    const instances = await openInstances(6, readings.database.url);

    const outcomes = await Promise.all(Array.from({ length: 6 }, (_, n) => deliver(readings.ports(instances.nth(n)))));
    await instances.close();

    expect(outcomes.toSorted()).toEqual(['done', 'seen', 'seen', 'seen', 'seen', 'seen']);
    expect(paidCalls()).toBe(1);
  });

  it('when the instance dies between the answer and the commit: the next delivery continues from the answer', async () => {
    const { deliver, now } = await passedOn();
    const { transactions } = readings.instance;
    const beforeCommit = dying({ transactions: { ...transactions, inTransaction: died } });

    const first = await deliver(beforeCommit).catch(() => 'died');
    const second = await deliver(readings.ports());

    expect([first, second]).toEqual(['died', 'done']);
    expect(paidCalls()).toBe(1);
    expect(await now()).toMatchObject({ state: 'ready', fields: { idNumber: { text: '440305198806159974' } } });
  });

  it('when it dies in the middle of the commit', async () => {
    const { deliver, now } = await passedOn();
    const { transactions, documents } = readings.instance;
    const halfWay = dying({
      transactions,
      documents: {
        ...documents,
        change: (id, from, change) => (change.state === 'ready' ? died() : documents.change(id, from, change)),
      },
    });

    const first = await deliver(halfWay).catch(() => 'died');
    const second = await deliver(readings.ports());

    expect([first, second]).toEqual(['died', 'done']);
    expect(paidCalls()).toBe(1);
    expect(await now()).toMatchObject({ state: 'ready' });
  });

  it('when it dies before it stored the answer: the person types what is lost', async () => {
    const { deliver, now } = await passedOn();
    const { ocrCalls } = readings.instance;

    const first = await deliver(dying({ ocrCalls: { ...ocrCalls, keepAnswer: died } })).catch(() => 'died');
    const second = await deliver(readings.ports());

    expect([first, second]).toEqual(['died', 'done']);
    expect(paidCalls()).toBe(1);
    expect(await now()).toMatchObject({
      state: 'ready',
      fields: undefined,
      findings: [{ ruleId: 'MT-91', severity: 'warn', field: 'file' }],
    });
  });

  it('when the vendor may have read it but no answer came', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { hang: true });
    const ocr = readings.ocrOf(readings.instance, { timeoutSeconds: 0.2 });

    const outcomes = [await deliver(dying({ ocr })), await deliver(readings.ports())];

    expect(outcomes).toEqual(['done', 'seen']);
    expect(paidCalls()).toBe(0);
    expect(await now()).toMatchObject({ state: 'ready', findings: [{ ruleId: 'MT-91' }] });
  });

  it('by each of the two actions that read a licence, when it dies between them', async () => {
    const { deliver, now } = await passedOn('business-licence');
    const { ocrCalls } = readings.instance;
    const begin: typeof ocrCalls.beginCall = (id, step) => (step === 'check' ? died() : ocrCalls.beginCall(id, step));

    const first = await deliver(dying({ ocrCalls: { ...ocrCalls, beginCall: begin } })).catch(() => 'died');
    const second = await deliver(readings.ports());

    expect([first, second]).toEqual(['died', 'done']);
    expect(paidCalls()).toBe(2);
    expect([readings.vendor.calls('BizLicenseOCR'), readings.vendor.calls('RecognizeGeneralCardWarn')]).toEqual([1, 1]);
    expect(await now()).toMatchObject({ state: 'ready', fields: { creditCode: { text: '91440300MAYH3K7264' } } });
  });
});

describe('[A4] a picture whose reading no budget pays for', () => {
  const whenUsedUp = async (budgets: Budgets, kind: 'id-front' | 'business-licence' = 'id-front') => {
    const { deliver, now } = await passedOn(kind);
    const poor = readings.instanceWith(budgets);
    const outcome = await deliver(readings.ports(poor));
    return { outcome, document: await now() };
  };
  const [some, none] = [budgetsOf(100), budgetsOf(0)];

  it.each([
    [
      'today',
      { ...some, account: none.account },
      '证件照片已收到，今天自动识别的次数已用完，请对照证件手工填写；也可以明天重新上传再识别一次。',
    ],
    [
      'for this filing',
      { ...some, filing: none.filing },
      '证件照片已收到，这份备案自动识别的次数已用完，请对照证件手工填写。',
    ],
  ])('is kept, and the person reads that they type the values: %s', async (_, budgets, message) => {
    const { outcome, document } = await whenUsedUp(budgets);

    expect(outcome).toBe('done');
    expect(document).toMatchObject({ state: 'ready', findings: [{ ruleId: 'MT-91', severity: 'warn', message }] });
    expect(document.fields).toBeUndefined();
    expect(paidCalls()).toBe(0);
  });

  it('is read without its second check when only that one exceeds the budget', async () => {
    const { filing, ...others } = some;

    const { document } = await whenUsedUp(
      { ...others, filing: { ...filing, ocr: (await readings.spent()) + 1 } },
      'business-licence',
    );

    expect(document).toMatchObject({ state: 'ready', findings: [] });
    expect(document.fields?.name).toBeDefined();
    expect(paidCalls()).toBe(1);
  });

  it('costs no budget when the vendor failed without billing it', async () => {
    const { filing, ...others } = some;
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'InternalError' });

    await deliver(
      readings.ports(readings.instanceWith({ ...others, filing: { ...filing, ocr: (await readings.spent()) + 1 } })),
    );

    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });
});

describe('[V2] a failed call that was not billed', () => {
  it('is retried at once, so that nobody waits for the next delivery', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'InternalError' });

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('is left to the next delivery when it failed late: this one has no time for another call', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.EngineRecognizeTimeout' });
    const clock = testClock('2026-11-25T02:00:00Z');
    const takeTurn = async () => {
      clock.forward(2.1);
      return true;
    };
    const slow = dying({ clock, ocr: readings.ocrOf(readings.instance, { takeTurn }) });

    const first = deliver(slow);
    await expect(first).rejects.toMatchObject({ name: 'Failed', kind: 'timeout' });
    const second = await deliver(readings.ports());

    expect(second).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('is retried by the next delivery', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'RequestLimitExceeded' }, 2);

    const first = deliver(readings.ports());
    await expect(first).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind: 'throttled' });
    expect(await now()).toMatchObject({ state: 'reading' });
    const second = await deliver(readings.ports());

    expect(second).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('settles after three attempts at once when the vendor can read nothing, and says what to do', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.OcrFailed' }, 3);

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(paidCalls()).toBe(0);
    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [
        {
          ruleId: 'MT-91',
          severity: 'confirm',
          message:
            '没有识别出证件上的内容，请检查照片是否清晰、有没有遮挡或马赛克，重新拍摄后上传；照片无误的，请对照证件手工填写。',
        },
      ],
    });
  });

  it.each([
    ['can read nothing', 'FailedOperation.OcrFailed'],
    ['takes too long', 'FailedOperation.EngineRecognizeTimeout'],
  ])('settles in the third delivery when each attempt is slow: the vendor %s', async (_, code) => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code }, 3);
    const clock = testClock('2026-11-25T02:00:00Z');
    const takeTurn = async () => {
      clock.forward(5.1);
      return true;
    };
    const slow = dying({ clock, ocr: readings.ocrOf(readings.instance, { takeTurn }) });

    const outcomes = [];
    for (let delivery = 0; delivery < 3; delivery += 1)
      outcomes.push(await deliver(slow).catch(({ vendorCode }) => vendorCode));

    expect(outcomes).toEqual([code, code, 'done']);
    expect(await now()).toMatchObject({ state: 'ready', findings: [{ ruleId: 'MT-91' }] });
  });

  it('is given up after three deliveries, and the person types', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'InternalError' }, 6);

    const outcomes = [];
    for (let delivery = 0; delivery < 3; delivery += 1)
      outcomes.push(await deliver(readings.ports()).catch(({ vendorCode }) => vendorCode));

    expect(outcomes).toEqual(['InternalError', 'InternalError', 'done']);
    expect(paidCalls()).toBe(0);
    expect(await now()).toMatchObject({ state: 'ready', findings: [{ ruleId: 'MT-91' }] });
  });

  it('is not given up while the vendor only throttles', async () => {
    const { deliver, now } = await passedOn();
    readings.vendor.failNext('IDCardOCR', { code: 'RequestLimitExceeded' }, 10);

    for (let delivery = 0; delivery < 5; delivery += 1) await deliver(readings.ports()).catch(() => {});
    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('is given up when it throttles for ten minutes, and the person types', async () => {
    const { deliver, now } = await passedOn();
    const { clock } = readings.instance;
    const inTenMinutes = { now: () => new Date(clock.now().getTime() + 10 * 60_000) };
    readings.vendor.failNext('IDCardOCR', { code: 'RequestLimitExceeded' }, 7);

    for (let delivery = 0; delivery < 3; delivery += 1) await deliver(readings.ports()).catch(() => {});
    const outcome = await deliver(dying({ clock: inTenMinutes }));

    expect(outcome).toBe('done');
    expect(paidCalls()).toBe(0);
    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [{ message: '证件照片已收到，但没有自动识别出内容，请对照证件手工填写；也可以重新上传再识别一次。' }],
    });
  });

  it('may be a picture that could not be loaded: the vendor is called when it can', async () => {
    const { deliver, now } = await passedOn();
    const { objectStore, instance } = readings;
    const ocr = readings.ocrOf(instance, { storeIsReachable: false });
    const read = () => Promise.reject(new Failed('object-store', 'broken'));

    const first = await deliver(dying({ ocr, objectStore: { ...objectStore, read } })).catch(() => 'failed');
    const second = await deliver(dying({ ocr }));

    expect([first, second]).toEqual(['failed', 'done']);
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });
});

describe('[P2] at rest', () => {
  it('nothing that was read is in clear, neither during the reading nor afterwards', async () => {
    const { deliver, id } = await passedOn();
    const { transactions } = readings.instance;
    const values = ['周建明', '440305198806159974', '科苑南路'];
    const clear = async (table: string, key: string) => {
      const rows = await readings.database.query<{ row: string }>(
        `select ${table}::text as row from ${table} where ${key} = $1`,
        [id],
      );
      const found = rows.flatMap(({ row }) => {
        const bytes = [...row.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString());
        return values.filter((value) => [row, ...bytes].some((text) => text.includes(value)));
      });
      return { rows: rows.length, found };
    };

    await deliver(dying({ transactions: { ...transactions, inTransaction: died } })).catch(() => {});
    const meanwhile = await clear('ocr_call', 'document_id');
    await deliver(readings.ports());
    const afterwards = [await clear('document', 'id'), await clear('ocr_call', 'document_id')];

    expect(meanwhile).toEqual({ rows: 3, found: [] });
    expect(afterwards).toEqual([
      { rows: 1, found: [] },
      { rows: 0, found: [] },
    ]);
  });
});
