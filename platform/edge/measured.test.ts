import { afterAll, beforeEach, expect, it } from 'vitest';
import { collectLog } from '../../tests/support/scf.ts';
import { Failed } from '../ports/failed.ts';
import { measured } from './measured.ts';
import { inScope } from './trace.ts';

const EVENT = { function: 'ocr', requestId: 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11' };
const log = collectLog();
beforeEach(log.clear);
afterAll(log.stop);

class Vendor {
  #answers = 0;
  readonly region = 'ap-guangzhou';
  async answer() {
    this.#answers += 1;
    return this.#answers;
  }
  async fail(): Promise<never> {
    throw new Failed('vendor', 'throttled', 'RequestLimitExceeded');
  }
  async refuse(): Promise<never> {
    throw new Error('周建明');
  }
  at = (key: string) => `https://vendor/${key}`;
}

it('logs every call: port, operation, outcome and duration', async () => {
  const vendor = measured('vendor', new Vendor());

  const answers = await inScope(EVENT, undefined, () =>
    Promise.allSettled([vendor.answer(), vendor.answer(), vendor.fail(), vendor.refuse()]),
  );

  const line = (operation: string, outcome: string) => ({
    level: 'info',
    ...EVENT,
    metric: 'vendor-call',
    value: expect.any(Number),
    unit: 'ms',
    port: 'vendor',
    operation,
    outcome,
    traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
  });
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)))).toEqual([
    1,
    2,
    'Failed: vendor: throttled (RequestLimitExceeded)',
    'Error: 周建明',
  ]);
  expect(log.lines()).toEqual([
    line('answer', 'ok'),
    line('answer', 'ok'),
    line('fail', 'throttled'),
    line('refuse', 'rejected'),
  ]);
});

it('raises an alarm that names the setting when only an operator can put the failure right', async () => {
  const vendor = measured('wechat', {
    signIn: async () => {
      throw new Failed('wechat', 'refused', '40164', { setting: 'wechat-ip-allow-list' });
    },
  });

  await inScope(EVENT, undefined, () => vendor.signIn()).catch(() => {});

  expect(log.lines().filter(({ level }) => level === 'alarm')).toEqual([
    {
      level: 'alarm',
      ...EVENT,
      port: 'wechat',
      failure: 'refused',
      vendorCode: '40164',
      setting: 'wechat-ip-allow-list',
      traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
    },
  ]);
});

it('does not log members that call nobody, nor calls outside of an event', async () => {
  const vendor = measured('vendor', new Vendor());

  const seen = [await inScope(EVENT, undefined, () => vendor.at('a')), vendor.region, await vendor.answer()];

  expect([seen, log.lines()]).toEqual([['https://vendor/a', 'ap-guangzhou', 1], []]);
});
