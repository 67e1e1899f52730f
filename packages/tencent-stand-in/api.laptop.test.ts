import { request } from 'node:http';
import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientConfig } from '../../platform/adapters/tencent/client.ts';
import { type CloudApiSettings, type RunningCloudApi, startCloudApi } from './api.ts';
import { CloudApiError } from './cloud-action.ts';
import { LAPTOP_CREDENTIALS } from './credentials.ts';

const running: RunningCloudApi[] = [];
afterEach(async () => {
  for (const api of running.splice(0)) await api.stop();
});

const QRCODE = 'ocr/2018-11-19/QrcodeOCR';

/** A cloud whose QrcodeOCR returns its request and its caller. */
async function start(settings: Partial<CloudApiSettings> = {}): Promise<RunningCloudApi> {
  const api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { [QRCODE]: async (request, caller) => ({ Echo: request, Caller: caller }) },
    ...settings,
  });
  running.push(api);
  return api;
}

const clientFor = (api: RunningCloudApi, credentials: Partial<typeof LAPTOP_CREDENTIALS> = {}, timeoutSeconds = 5) =>
  new Client(
    clientConfig({
      credentials: () => ({ ...LAPTOP_CREDENTIALS, ...credentials }),
      region: 'ap-guangzhou',
      endpoint: api.url,
      timeoutSeconds,
    }),
  );

describe('startCloudApi', () => {
  it('replies to the unmodified SDK, with a request id and the caller that the signature proves', async () => {
    const api = await start();

    const answer = await clientFor(api).QrcodeOCR({ ImageUrl: '二维码' });

    expect(answer).toEqual({
      Echo: { ImageUrl: '二维码' },
      Caller: { secretId: 'AKID-laptop-execution-role', region: 'ap-guangzhou', uin: '100000000001' },
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(api.calls('QrcodeOCR')).toBe(1);
  });

  it('identifies products by the host name, so that two may have an action of the same name', async () => {
    const actions = {
      [QRCODE]: async () => ({ From: 'ocr' }),
      'cvm/2018-11-19/QrcodeOCR': async () => ({ From: 'cvm' }),
    };
    const api = await start({ actions });

    const answer = await clientFor(api).QrcodeOCR({});

    expect(answer).toMatchObject({ From: 'ocr' });
  });

  it.each([
    ['AuthFailure.SignatureFailure', { secretKey: 'wrong' }],
    ['AuthFailure.SecretIdNotFound', { secretId: 'AKID-somebody' }],
    ['AuthFailure.TokenFailure', { token: 'old-token' }],
  ])('answers %s to credentials that are not its own', async (code, credentials) => {
    const api = await start();

    const answer = clientFor(api, credentials).QrcodeOCR({});

    await expect(answer).rejects.toMatchObject({ code, requestId: expect.any(String) });
    expect(api.calls('QrcodeOCR')).toBe(0);
  });

  it('replies AuthFailure.SignatureExpire to a clock that is six minutes slow', async () => {
    const api = await start({ now: () => new Date(Date.now() + 6 * 60 * 1000) });

    const answer = clientFor(api).QrcodeOCR({});

    await expect(answer).rejects.toMatchObject({ code: 'AuthFailure.SignatureExpire' });
  });

  it.each([
    ['InvalidAction', QRCODE.replace('QrcodeOCR', 'SealOCR')],
    ['NoSuchVersion', QRCODE.replace('2018', '2017')],
    ['UnsupportedProduct', QRCODE.replace('ocr', 'sms')],
  ])('answers %s when it only knows %s', async (code, known) => {
    const api = await start({ actions: { [known]: async () => ({}) } });

    const answer = clientFor(api).QrcodeOCR({});

    await expect(answer).rejects.toMatchObject({ code });
  });

  it('passes on the error that an action throws', async () => {
    const refuse = async () => {
      throw new CloudApiError('FailedOperation.ImageBlur', 'the picture is blurred');
    };
    const api = await start({ actions: { [QRCODE]: refuse } });

    const answer = clientFor(api).QrcodeOCR({});

    await expect(answer).rejects.toMatchObject({
      code: 'FailedOperation.ImageBlur',
      message: 'the picture is blurred',
    });
  });

  it('hides internal errors', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const breakDown = async () => {
      throw new Error('secret detail');
    };
    const api = await start({ actions: { [QRCODE]: breakDown } });

    const answer = clientFor(api).QrcodeOCR({});

    await expect(answer).rejects.toMatchObject({
      code: 'InternalError',
      message: expect.not.stringContaining('secret'),
    });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('refuses a request of more than 10 MB', async () => {
    const api = await start();

    const answer = clientFor(api).QrcodeOCR({ ImageBase64: 'A'.repeat(10 * 1024 * 1024) });

    await expect(answer).rejects.toMatchObject({ code: 'RequestSizeLimitExceeded' });
  });

  it('replies to an unsigned request with an error of the usual form', async () => {
    const api = await start();

    const answer = await post(api.url, '{}');

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      Response: {
        Error: { Code: 'AuthFailure.InvalidAuthorization', Message: expect.any(String) },
        RequestId: expect.any(String),
      },
    });
  });
});

describe('failNext', () => {
  it('fails the next calls of one action, and no more', async () => {
    const api = await start();
    api.failNext('QrcodeOCR', { code: 'RequestLimitExceeded' }, 2);

    const codes = [];
    for (let call = 0; call < 3; call++) {
      const answer = await clientFor(api)
        .QrcodeOCR({})
        .catch((error: { code: string }) => error);
      codes.push('code' in answer ? answer.code : 'fine');
    }

    expect(codes).toEqual(['RequestLimitExceeded', 'RequestLimitExceeded', 'fine']);
  });

  it('can reply with a page, or not at all', async () => {
    const api = await start();
    api.failNext('QrcodeOCR', { status: 502 });
    api.failNext('QrcodeOCR', { hang: true });

    const page = await clientFor(api)
      .QrcodeOCR({})
      .catch((error: unknown) => error);
    const nothing = await clientFor(api, {}, 0.2)
      .QrcodeOCR({})
      .catch((error: unknown) => error);

    expect(page).toMatchObject({ httpCode: 502 });
    expect(nothing).toMatchObject({ message: expect.stringContaining('timeout') });
  });
});

describe('POST /laptop/faults', () => {
  const order = (api: RunningCloudApi, body: string) => fetch(`${api.url}/laptop/faults`, { method: 'POST', body });

  it('gives a reply instead of the action’s own, as often as requested', async () => {
    const api = await start();
    const fault = { answer: { Result: 'FailedOperation.ActionLightDark' } };

    const { status } = await order(api, JSON.stringify({ action: 'QrcodeOCR', fault, times: 2 }));

    const answers = [];
    for (let call = 0; call < 3; call++) answers.push(await clientFor(api).QrcodeOCR({ ImageUrl: 'a' }));
    expect(status).toBe(204);
    expect(answers).toMatchObject([fault.answer, fault.answer, { Echo: { ImageUrl: 'a' } }]);
    expect(api.calls('QrcodeOCR')).toBe(3);
  });

  it.each(['{}', '{"action":"QrcodeOCR","fault":{"status":200}}', 'no JSON'])('refuses %s', async (body) => {
    const api = await start();

    expect((await order(api, body)).status).toBe(400);
  });
});

function post(url: string, body: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST' }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end(body);
  });
}
