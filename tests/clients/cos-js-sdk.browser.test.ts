import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { listen } from 'loopback-server/http-server.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { BUCKET, REGION, testCos } from '../support/database/cos-under-test.ts';

const SDK = createRequire(import.meta.url).resolve('cos-js-sdk-v5/dist/cos-js-sdk-v5.min.js');

/** The SDK's object in the page. Its calls are passed as text, so that the page's types don't mix with ours. */
const at = (Key: string) => JSON.stringify({ Bucket: BUCKET, Region: REGION, Key });

const cos = await testCos();
const site = await listen(0, async ({ url }, response) => {
  const isSdk = url === '/sdk.js';
  response.setHeader('content-type', `text/${isSdk ? 'javascript' : 'html'}; charset=utf-8`);
  response.end(isSdk ? readFileSync(SDK) : '<!doctype html><title>upload</title><script src="/sdk.js"></script>');
});
const browser = await openChromium();
const page = await browser.newPage();
page.setDefaultTimeout(120_000);
await page.goto(site.url);
await page.evaluate(
  `var cos = new COS(${JSON.stringify({
    Protocol: 'http:',
    Domain: `${cos.host()}/{Bucket}`,
  })})`,
);

afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** Runs calls of the SDK with temporary keys that are valid as long as the page, unless others are given. */
const inPage = async <Found>(calls: string, token = LAPTOP_CREDENTIALS.token): Promise<Found> =>
  await page.evaluate<Found>(`(async () => {
    cos.options.SecretId = ${JSON.stringify(LAPTOP_CREDENTIALS.secretId)};
    cos.options.SecretKey = ${JSON.stringify(LAPTOP_CREDENTIALS.secretKey)};
    cos.options.SecurityToken = ${JSON.stringify(token)};
    ${calls}
  })()`);

describe('cos-js-sdk-v5 in Chromium', () => {
  it('uploads a small file in one go, from a page of another origin', async () => {
    const uploaded = await inPage<{ readonly statusCode: number; readonly ETag: string }>(`
      const Body = new File([new Uint8Array([255, 216, 255, 0, 13, 10])], '身份证.jpg', { type: 'image/jpeg' });
      return await cos.uploadFile({ ...${at('js/身份证.jpg')}, Body });
    `);

    const object = await cos.sdk().getObject({ Bucket: BUCKET, Region: REGION, Key: 'js/身份证.jpg' });
    expect([uploaded.statusCode, uploaded.ETag]).toEqual([200, object.ETag]);
    expect(object.Body).toEqual(Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a]));
    expect(object.headers?.['content-type']).toBe('image/jpeg');
  });

  it('reads an object, and sees its ETag', async () => {
    const put = await cos.sdk().putObject({ Bucket: BUCKET, Region: REGION, Key: 'js/read', Body: 'front' });

    const got = await inPage<{ readonly Body: string; readonly ETag: string }>(`
      return await cos.getObject(${at('js/read')});
    `);

    expect(got).toMatchObject({ Body: 'front', ETag: put.ETag });
  });

  it('is refused with a token of other keys, and can read the reason', async () => {
    const refused = await inPage<unknown>(
      `return await cos.getObject(${at('js/read')}).catch(({ code, statusCode }) => [code, statusCode]);`,
      'guessed',
    );

    expect(refused).toEqual(['InvalidAccessKeyId', 403]);
  });
});
