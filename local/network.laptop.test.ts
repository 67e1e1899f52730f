import { text } from 'node:stream/consumers';
import { listen } from 'loopback-server/http-server.ts';
import { drawSignedLetter } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { inProcessHost } from '../tests/support/in-process-host.ts';
import { collectLog } from '../tests/support/scf.ts';
import { openDraft, testLaptop } from '../tests/support/test-laptop.ts';
import { networkAddresses, openToNetwork } from './network.ts';

/** The address that a phone would use; a machine without a network has other loopback addresses. */
const ADDRESS = networkAddresses()[0] ?? '127.0.0.2';

const echo = () =>
  listen(0, async (request, response) => {
    response.end(await text(request));
  });

describe('a server that is opened to the network', () => {
  it('responds on both addresses, and receives a long body whole', async () => {
    const server = await openToNetwork(await echo(), ADDRESS);
    const body = 'x'.repeat(3_000_000);

    const answers = await Promise.all(
      [server.url, `http://127.0.0.1:${server.port}`].map(async (url) =>
        (await fetch(url, { method: 'POST', body })).text(),
      ),
    );
    await server.stop();

    expect(server.url).toBe(`http://${ADDRESS}:${server.port}`);
    expect(answers.map((answer) => answer === body)).toEqual([true, true]);
  });

  it('closes on both when it is stopped, with its open connections', async () => {
    const server = await openToNetwork(
      await listen(0, async (_request, response) => {
        response.write('the beginning');
      }),
      ADDRESS,
    );
    const beginning = await fetch(server.url);

    await server.stop();

    await expect(beginning.text()).rejects.toThrow();
    await expect(fetch(server.url)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${server.port}`)).rejects.toThrow();
  });

  it("is stopped when the address is not this machine's", async () => {
    const server = await echo();

    const opened = openToNetwork(server, '203.0.113.1');

    await expect(opened).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('stays on loopback without an address', async () => {
    const server = await echo();

    const same = await openToNetwork(server, undefined);
    await server.stop();

    expect(same).toBe(server);
  });
});

describe('a laptop that is opened to the network', () => {
  it('accepts a photo from a phone there, from sign-in to clean storage', async () => {
    const log = collectLog();
    const laptop = await testLaptop({ networkAddress: ADDRESS, hostFunctions: inProcessHost, review: 'manual' });
    const { gateway, cos, wechat, phone, cloudApi } = laptop.addresses;
    const bytes = await drawSignedLetter(ENTERPRISE, '2026-11-24');

    const filer = await laptop.signedIn('uploader');
    const { filingId } = await openDraft(filer);
    const document = await filer.upload(filingId, 'commitment-letter', 'organizer', bytes);
    await laptop.stop();
    log.stop();

    expect([gateway, cos, wechat, phone].map((url) => new URL(url).hostname)).toEqual(Array(4).fill(ADDRESS));
    expect(new URL(cloudApi).hostname).toBe('127.0.0.1');
    expect(document.state).toBe('ready');
  });
});
