import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { describe, expect, it } from 'vitest';
import { createObjectStore } from '../../platform/adapters/cos/object-store.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../tests/support/clock.ts';
import { BUCKET, REGION, testCos } from '../../tests/support/database/cos-under-test.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { createEndViews } from './end-views.ts';
import { createViews } from './views.ts';

const cos = await testCos();

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
const objectStore = (endpoint: string) =>
  createObjectStore({ bucket: BUCKET, region: REGION, endpoint, credentials: () => LAPTOP_CREDENTIALS });
const viewsAt = (endpoint: string) => createViews(objectStore(endpoint), instance.viewFiles, clock, cryptoIds);
const show = (...parts: Parameters<ReturnType<typeof viewsAt>['show']>) => viewsAt(cos.url()).show(...parts);
const keyIn = (url: string) => decodeURIComponent(new URL(url).pathname).slice(`/${BUCKET}/`.length);

describe('show', () => {
  it('gives a link that reads the values in clear', async () => {
    const view = await show({ name: '周建明' }, 'application/json; charset=utf-8');

    const answer = await fetch(view.url);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual({ name: '周建明' });
  });

  it('[U8] gives a link of five minutes, with its expiry', async () => {
    const view = await show({}, 'application/json');

    const [, from = 0, until = 0] = /q-sign-time=(\d+)(?:;|%3B)(\d+)/.exec(view.url) ?? [];
    expect(view.expiresAt).toEqual(new Date('2026-11-24T02:05:00Z'));
    // The signature is valid a minute early, for clock skew.
    expect(Number(until) - Number(from)).toBe(360);
  });

  it('[U8] is private: without its signature the link shows nothing', async () => {
    const { url } = await show({ name: '周建明' }, 'application/json');

    const answer = await fetch(url.slice(0, url.indexOf('?')));

    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('周建明');
  });

  it('[U3] is stored under an unguessable key, a new one each time', async () => {
    const urls = [await show({}, 'application/json'), await show({}, 'application/json')].map(({ url }) => url);

    const keys = urls.map(keyIn);

    for (const key of keys) expect(key).toMatch(/^views\/[\w-]{22}$/);
    expect(new Set(keys).size).toBe(2);
  });

  it('gives a file unchanged, to be saved under a name', async () => {
    const pdf = Buffer.from('%PDF-1.7\n\u0000\u00ff', 'latin1');
    const { url } = await show(pdf, 'application/pdf', { downloadName: 'commitment-letter.pdf' });

    const answer = await fetch(url);

    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="commitment-letter.pdf"');
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
  });

  it('fails when the store is unreachable', async () => {
    const view = viewsAt('http://127.0.0.1:9').show({}, 'application/json');

    await expect(view).rejects.toMatchObject({ name: 'Failed', port: 'object-store' });
  });

  it('[E2] is noted before it is written, so that none is unknown whose instance died meanwhile', async () => {
    const { accountId } = await instance.accounts.signIn('interrupted');

    const view = viewsAt('http://127.0.0.1:9').show({ name: '周建明' }, 'application/json', { accountId });

    await expect(view).rejects.toMatchObject({ name: 'Failed', port: 'object-store' });
    expect(await test.query('select account_id from view_file where account_id = $1', [accountId])).toHaveLength(1);
  });

  it('is shown to nobody when a session of its account ended while it was made', async () => {
    const { accountId } = await instance.accounts.signIn('signs out meanwhile');
    const signOut = () => createEndViews(objectStore(cos.url()), instance.viewFiles, clock)(accountId);

    await expect(show(signOut, 'image/png', { accountId })).rejects.toMatchObject({ refusal: 'session.invalid' });
  });

  it('ends with its account’s session, and stays where the store is out of order, which keeps nobody signed in', async () => {
    const { accountId } = await instance.accounts.signIn('signs out');
    const links = [await show({}, 'application/json', { accountId }), await show({}, 'application/json')];
    await createEndViews(objectStore(cos.url()), instance.viewFiles, clock)(accountId);
    const late = await show({}, 'application/json', { accountId });
    await createEndViews(objectStore('http://127.0.0.1:9'), instance.viewFiles, clock)(accountId);

    const statuses = await Promise.all([...links, late].map(async ({ url }) => (await fetch(url)).status));
    expect(statuses).toEqual([404, 200, 200]);
  });

  it('[E2] is noted with its account, and leaves nothing when the account was erased meanwhile', async () => {
    const { accountId } = await instance.accounts.signIn('shown');
    const view = await show({ name: '周建明' }, 'application/json', { accountId });
    const noted = await test.query('select key from view_file where account_id = $1', [accountId]);
    await instance.erasure.beginAccount(accountId);

    const late = show({ name: '周建明' }, 'application/json', { accountId });

    await expect(late).rejects.toMatchObject({ refusal: 'session.invalid' });
    expect(noted).toEqual([{ key: keyIn(view.url) }]);
    const { Contents } = await cos.sdk().getBucket({ Bucket: BUCKET, Region: REGION, Prefix: 'views/' });
    const texts = await Promise.all(
      Contents.map(({ Key }) => cos.sdk().getObject({ Bucket: BUCKET, Region: REGION, Key })),
    );
    // Only that of before, which the rest of the erasure deletes, and those of the tests above.
    expect(Contents.map(({ Key }) => Key)).toContain(noted[0]?.key);
    expect(texts.filter(({ Body }) => String(Body).includes('周建明'))).toHaveLength(3);
  });
});
