import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scfActions } from '../../../local/scf/invoke-action.ts';
import { timerEvent } from '../../../platform/edge/timer-function.ts';
import { type CourierSettings, createCourier } from './courier.ts';

let cloud: RunningCloudApi;
let invoked: { name: string; event: unknown; qualifier: string }[];
let now = Date.now();

beforeAll(async () => {
  const actions = scfActions((name, event, qualifier) => {
    invoked.push({ name, event, qualifier });
    return name === 'delivery';
  });
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});
afterAll(() => cloud.stop());
beforeEach(() => {
  invoked = [];
});

const opened = (changes: Partial<CourierSettings> = {}) =>
  createCourier({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 1,
    functionName: 'delivery',
    clock: { now: () => new Date(now) },
    ...changes,
  });

describe('the courier', () => {
  it('invokes the current version of the delivery function with its timer’s event, signed for the Cloud API', async () => {
    await opened().call();

    expect(invoked).toEqual([
      { name: 'delivery', event: expect.objectContaining({ TriggerName: 'after-commit' }), qualifier: '$DEFAULT' },
    ]);
    expect(timerEvent.safeParse(invoked[0]?.event).success).toBe(true);
    expect(cloud.calls('Invoke')).toBe(1);
  });

  it('passes on the trace of the event that wrote messages', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    await opened({ traceparent: () => traceparent }).call();

    expect(timerEvent.parse(invoked[0]?.event).Message).toBe(traceparent);
  });

  it('calls at most once a second', async () => {
    const courier = opened();
    for (const forwardMs of [0, 500, 499, 1]) {
      now += forwardMs;
      await courier.call();
    }

    expect(invoked).toHaveLength(2);
  });

  it('never fails, whether the function is unreachable, slow, or unknown', async () => {
    await opened({ endpoint: 'http://127.0.0.1:1' }).call();
    await opened({ functionName: 'nobody' }).call();
    cloud.failNext('Invoke', { hang: true });
    await opened({ timeoutSeconds: 0.1 }).call();

    expect(invoked).toEqual([{ name: 'nobody', event: expect.anything(), qualifier: '$DEFAULT' }]);
  });
});
