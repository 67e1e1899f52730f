import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../tools/chromium/chromium.ts';
import { type TestDatabase, testDatabase } from './support/database/database.ts';

/** Reserved for documentation (RFC 5737): no machine has this address. */
const OUTSIDE = '192.0.2.1';

/** `npm test` runs all tests in a network namespace with loopback only, if it can create one. */
const IS_OPEN = Object.keys(networkInterfaces()).some((name) => name !== 'lo');
const WHY = 'not in a network namespace: run by npm test, on Linux with unshare and ip';

let server: Running;
let database: TestDatabase;

beforeAll(async () => {
  server = await listen(0, async (_request, response) => void response.end('here'));
  database = await testDatabase();
});

afterAll(async () => {
  await database?.close();
  await server?.stop();
});

describe('[L6] everything but loopback is blocked, and all other tests ran like this,', () => {
  it('for Node', async ({ skip }) => {
    skip(IS_OPEN, WHY);

    const socket = connect(80, OUTSIDE);
    const [error] = await once(socket, 'error');
    const answer = await fetch(server.url);

    expect(error).toMatchObject({ code: 'ENETUNREACH' });
    expect(await answer.text()).toBe('here');
  });

  it('for PostgreSQL', async ({ skip }) => {
    skip(IS_OPEN, WHY);
    await database.query('create extension dblink');

    const outside = database.query('select dblink_connect($1)', [`host=${OUTSIDE} connect_timeout=5`]);
    await expect(outside).rejects.toMatchObject({ detail: expect.stringContaining('Network is unreachable') });
    const rows = await database.query("select * from dblink($1, 'select 1') as here(one int)", [database.url]);

    expect(rows).toEqual([{ one: 1 }]);
  });

  it('for Chromium', async ({ skip }) => {
    skip(IS_OPEN, WHY);
    const browser = await openChromium();
    const page = await browser.newPage();

    const inside = await page.goto(server.url);
    const text = await inside?.text();
    const outside = await page.goto(`http://${OUTSIDE}/`).catch((error: Error) => error.message);
    await browser.close();

    expect(text).toBe('here');
    expect(outside).toContain('net::ERR_INTERNET_DISCONNECTED');
  });
});
