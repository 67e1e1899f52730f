import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from 'loopback-server/http-server.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PostGrant } from '../../ports/upload-grants.ts';
import { createObjectStore } from './object-store.ts';
import { createUploadGrants } from './upload-grants.ts';

const permit = {
  key: 'incoming/id-card/x1',
  contentType: 'image/jpeg',
  minBytes: 3,
  maxBytes: 10,
  expiresInSeconds: 900,
};

let dir: string;
let cos: Running;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 's3-upload-grants-'));
  cos = await startCos({
    port: 0,
    dir,
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: ['filings-1250000000'],
  });
});

afterAll(async () => {
  await cos.stop();
  await rm(dir, { recursive: true });
});

// The presigners read the machine's own clock, which can't be handed to them; what they sign counts from the second before.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T01:00:00.900Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

const settings = () => ({
  bucket: 'filings-1250000000',
  region: LAPTOP_ACCOUNT.region,
  endpoint: cos.url,
  credentials: () => LAPTOP_CREDENTIALS,
});
const grants = () => createUploadGrants(settings());
const later = (seconds: number) => {
  vi.setSystemTime(Date.now() + seconds * 1000);
};

/** As wx.uploadFile sends it: the fields in their order, then the file, of whatever type the phone thinks it is. */
function send({ url, fields }: PostGrant, file: string): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file], { type: 'text/html' }), 'tmp.html');
  return fetch(url, { method: 'POST', body: form });
}

describe('a POST grant', () => {
  it('lets its holder write the one object, with the type that was permitted', async () => {
    const answer = await send(await grants().post(permit), 'front');

    const facts = await createObjectStore(settings()).look('incoming/id-card/x1');
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(facts).toMatchObject({ bytes: 5, contentType: 'image/jpeg' });
  });

  it.each([
    ['another key', { key: 'incoming/id-card/x2' }, 'front', 'AccessDenied'],
    ['another type', { 'Content-Type': 'image/png' }, 'front', 'AccessDenied'],
    ['a type that only begins alike', { 'Content-Type': 'image/jpeg2' }, 'front', 'AccessDenied'],
    ['a file that is too long', {}, 'front and back', 'EntityTooLarge'],
    ['a file that is too short', {}, 'id', 'EntityTooSmall'],
  ])('does not permit %s', async (_case, fields, file, code) => {
    const grant = await grants().post(permit);

    const answer = await send({ ...grant, fields: { ...grant.fields, ...fields } }, file);

    expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  });

  it('ends when it was said to', async () => {
    const grant = await grants().post(permit);

    later(899);
    const before = await send(grant, 'front');
    later(1);
    const after = await send(grant, 'front');

    expect([before.status, after.status]).toEqual([200, 403]);
  });
});

describe('a PUT grant', () => {
  it('lets its holder write the one object, with the headers that it names', async () => {
    const { url, headers } = await grants().put(permit, 5);

    const answer = await fetch(url, { method: 'PUT', headers, body: 'front' });

    expect(headers).toEqual({ 'Content-Type': 'image/jpeg' });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['another type', 'image/png', 'front', ''],
    ['another length', 'image/jpeg', 'front and back', ''],
    ['another key', 'image/jpeg', 'front', '2'],
  ])('does not permit %s', async (_case, type, body, suffix) => {
    const { url } = await grants().put(permit, 5);

    const answer = await fetch(url.replace('/x1?', `/x1${suffix}?`), {
      method: 'PUT',
      headers: { 'content-type': type },
      body,
    });

    expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('ends when it was said to', async () => {
    const { url, headers } = await grants().put(permit, 5);
    const put = () => fetch(url, { method: 'PUT', headers, body: 'front' });

    later(899);
    const before = await put();
    later(1);
    const after = await put();

    expect([before.status, after.status]).toEqual([200, 403]);
  });

  it.each([2, 11])('is not given for %i bytes, which the permit leaves out', async (bytes) => {
    const grant = grants().put(permit, bytes);

    await expect(grant).rejects.toThrow(RangeError);
  });
});

describe('createUploadGrants', () => {
  it('permits nothing for longer than 15 minutes', async () => {
    const long = { ...permit, expiresInSeconds: 901 };

    await expect(grants().post(long)).rejects.toThrow(RangeError);
    await expect(grants().put(long, 5)).rejects.toThrow(RangeError);
  });

  it('points to the official host when no stand-in is configured', async () => {
    const official = createUploadGrants({ ...settings(), endpoint: undefined });

    const post = await official.post(permit);
    const put = await official.put(permit, 5);

    expect(post.url).toBe('https://filings-1250000000.cos.ap-guangzhou.myqcloud.com/');
    expect(put.url).toContain('https://filings-1250000000.cos.ap-guangzhou.myqcloud.com/incoming/id-card/x1?X-Amz-');
    expect(new URL(put.url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
  });
});
