import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as lettering from '../../desk/adapters/fontkit/lettering.ts';
import type * as commitmentLetter from '../../functions/materials/commitment-letter.ts';
import type * as bucketAdapter from '../../platform/adapters/cos/object-store.ts';
import { describeObjectStore } from '../../platform/adapters/object-store.suite.ts';
import type * as cloudRoles from '../../shared/adapters/tencent/cloud-roles.ts';
import { ROOT } from '../root.ts';
import { bundleFunctions } from './bundle-functions.ts';

type Bundled = Pick<typeof bucketAdapter, 'createObjectStore'> &
  Pick<typeof cloudRoles, 'createCloudRoles'> &
  Pick<typeof commitmentLetter, 'drawCommitmentLetter'> &
  Pick<typeof lettering, 'fontLettering'>;

const FONT = join(ROOT, 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

const BUCKET = 'filings-1250000000';

let dir: string;
let cos: Running;
let bundled: Bundled;

/** The adapters with the SDKs' clients as they are in a function's bundle. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'aliases-'));
  mkdirSync(join(dir, 'functions', 'probe'), { recursive: true });
  const adapters = join(ROOT, 'shared', 'adapters');
  const platform = join(ROOT, 'platform', 'adapters');
  writeFileSync(
    join(dir, 'functions', 'probe', 'index.ts'),
    `export { createObjectStore } from '${platform}/cos/object-store.ts';
     export { createCloudRoles } from '${adapters}/tencent/cloud-roles.ts';
     export { fontLettering } from '${join(ROOT, 'desk', 'adapters')}/fontkit/lettering.ts';
     export { drawCommitmentLetter } from '${join(ROOT, 'functions', 'materials')}/commitment-letter.ts';`,
  );
  const { probe } = await bundleFunctions({ names: ['probe'], root: dir });
  bundled = (await import(join(dirname(probe.entry), 'main.mjs'))) as Bundled;
  const account = { credentials: LAPTOP_CREDENTIALS, account: LAPTOP_ACCOUNT, buckets: [BUCKET], onCreated: () => {} };
  cos = await startCos({ port: 0, dir: join(dir, 'cos'), ...account });
});

afterAll(async () => {
  await cos?.stop();
  rmSync(dir, { recursive: true });
});

const bucketAt = (endpoint: string) => ({
  bucket: BUCKET,
  region: LAPTOP_ACCOUNT.region,
  endpoint,
  credentials: () => LAPTOP_CREDENTIALS,
});

/** The outcome of a bundled client's call to a server with this behaviour. */
async function answered<T>(respond: (response: ServerResponse) => void, ask: (url: string) => Promise<T>): Promise<T> {
  const server = await listen(0, async (_request, response) => respond(response));
  return ask(server.url).finally(() => server.stop());
}

describeObjectStore('COS object store, bundled', () => bundled.createObjectStore(bucketAt(cos.url)));

describe("COS's client in a bundle", () => {
  const look = (url: string) => bundled.createObjectStore(bucketAt(url)).look('x');
  const write = (url: string) => bundled.createObjectStore(bucketAt(url)).write('x', Buffer.from('x'), 'text/plain');

  it("passes on the service's own error", async () => {
    const error = '<Error><Code>AccessDenied</Code><Message>text of the vendor</Message></Error>';

    const outcome = answered((response) => response.writeHead(403).end(error), write);

    await expect(outcome).rejects.toMatchObject({ kind: 'refused', vendorCode: 'AccessDenied' });
  });

  it('fails after 5 seconds without a response', { timeout: 10_000 }, async () => {
    const outcome = answered(() => {}, look);

    await expect(outcome).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('fails when the connection is cut', async () => {
    const outcome = answered((response) => response.destroy(), write);

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNRESET' });
  });
});

describe("the Cloud API's client in a bundle", () => {
  const settings = (endpoint: string, timeoutSeconds = 5) => ({
    credentials: () => LAPTOP_CREDENTIALS,
    region: LAPTOP_ACCOUNT.region,
    endpoint,
    timeoutSeconds,
    clock: { now: () => new Date('2026-11-24T02:00:00Z') },
  });
  const ask = (timeoutSeconds?: number) => (url: string) =>
    bundled
      .createCloudRoles(settings(url, timeoutSeconds))
      .credentials('qcs::cam::uin/100000000001:roleName/icp-filing', 'external');
  const says = (body: unknown) => (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ Response: body }));

  it('gets a response', async () => {
    const Credentials = { TmpSecretId: 'id', TmpSecretKey: 'key', Token: 'token' };

    const credentials = await answered(says({ Credentials, ExpiredTime: 1795600000, RequestId: '1' }), ask());

    expect(credentials).toMatchObject({ secretId: 'id', secretKey: 'key', token: 'token' });
  });

  it("passes on the service's own error", async () => {
    const error = { Code: 'RequestLimitExceeded', Message: 'text of the vendor' };

    const outcome = answered(says({ Error: error, RequestId: '1' }), ask());

    await expect(outcome).rejects.toMatchObject({ kind: 'throttled', vendorCode: 'RequestLimitExceeded' });
  });

  it.each([
    ['nothing is said', () => {}],
    ['only the head of an answer comes', (response: ServerResponse) => response.writeHead(200).write('{')],
  ])('fails in time when %s', async (_case, respond) => {
    const outcome = answered(respond, ask(0.3));

    await expect(outcome).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each([
    ['an error of what stands in between', (response: ServerResponse) => response.writeHead(502).end(), undefined],
    ['something else than JSON', (response: ServerResponse) => response.end('<html>'), undefined],
  ])('fails at %s', async (_case, respond, vendorCode) => {
    const outcome = answered(respond, ask());

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode });
  });

  it('fails when the server does not listen', async () => {
    const gone = await listen(0, async () => {});
    await gone.stop();

    const outcome = ask()(gone.url);

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNREFUSED' });
  });
});

describe('the commitment letter in a bundle', () => {
  it('is drawn with a part of the font', async () => {
    const letter = await bundled.drawCommitmentLetter(
      {
        organizerKind: 'enterprise',
        organizerName: '云帆科技',
        certificateType: 'business-licence',
        certificateNumber: '91440300MAYH3K7264',
        websites: [{ name: '云帆', domain: 'yunfan-keji.cn', siteOwnerName: '周文' }],
        provinceName: '广东省',
        fingerprint: false,
      },
      { font: FONT, createdAt: new Date('2026-11-24T02:00:00Z') },
    );

    const pdf = Buffer.from(letter).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).toContain('+NotoSansSC');
  });
});

describe('letters of a mark in a bundle', () => {
  it('are outlines of the font', async () => {
    const { path, width } = (await bundled.fontLettering(FONT)).outlineOf('林越');

    expect(width).toBe(2000);
    expect(path).toMatch(/^M[\d.]+ [\d.]+[LQC][\s\S]+Z$/);
  });
});
