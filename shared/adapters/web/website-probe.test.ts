import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Failed } from '../../../platform/ports/failed.ts';
import { isPublicAddress } from './public-address.ts';
import { createWebsiteProbe, publicAddresses } from './website-probe.ts';

const running: { close: () => void }[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

async function portOf(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const LOCAL = ['127.0.0.1'];
const probe = (port: number, addressesOf: (host: string) => Promise<readonly string[]> = async () => LOCAL) =>
  createWebsiteProbe({ timeoutSeconds: 1, addressesOf, port });

describe('the website probe', () => {
  it.each([200, 301, 404, 500])('treats any reply as an online website: %i', async (status) => {
    const asked: IncomingMessage[] = [];
    const port = await portOf(
      createServer((request, response) => {
        asked.push(request);
        response.writeHead(status, { Location: 'http://127.0.0.1:1/' }).end();
      }),
    );

    const isOpen = await probe(port, async (host) => (host === 'yunfan.example' ? LOCAL : [])).isOpen('yunfan.example');

    expect(isOpen).toBe(true);
    expect(asked.map(({ method, headers }) => [method, headers.host])).toEqual([['HEAD', 'yunfan.example']]);
  });

  it('finds a website that is online only at www.', async () => {
    const port = await portOf(createServer((_, response) => response.end()));
    const hosts: string[] = [];

    const isOpen = await probe(port, async (host) => {
      hosts.push(host);
      return host.startsWith('www.') ? LOCAL : [];
    }).isOpen('yunfan.example');

    expect(isOpen).toBe(true);
    expect(hosts.sort()).toEqual(['www.yunfan.example', 'yunfan.example']);
  });

  it('finds none where no name has an address, or nothing listens', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));

    expect(await probe(port).isOpen('yunfan.example')).toBe(false);
    expect(await probe(port, async () => []).isOpen('yunfan.example')).toBe(false);
  });

  it('does not wait for a server that does not reply', async () => {
    const port = await portOf(createTcpServer(() => {}));

    const isOpen = await probe(port).isOpen('yunfan.example');

    expect(isOpen).toBe(false);
  });

  it('fails when names can’t be resolved', async () => {
    const failing = probe(1, async () => {
      throw new Failed('website-probe', 'timeout');
    });

    await expect(failing.isOpen('yunfan.example')).rejects.toThrow(Failed);
  });
});

/** A name server (RFC 1035) for one query: it answers with these addresses, or with an error code, or not at all. */
async function nameServer(answer: readonly string[] | number | 'silent'): Promise<string> {
  const socket = createSocket('udp4');
  running.push(socket);
  socket.on('message', (query, { port, address }) => {
    if (answer === 'silent') return;
    const addresses = typeof answer === 'number' ? [] : answer;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | (typeof answer === 'number' ? answer : 0), 2);
    header.writeUInt16BE(addresses.length, 6);
    header.writeUInt16BE(0, 10);
    // The question without a resolver's additions: its name ends in a zero, type and class follow.
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const records = addresses.map((ip) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...ip.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([header, question, ...records]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return `127.0.0.1:${socket.address().port}`;
}

describe('addresses of a name', () => {
  const lookUp = async (answer: Parameters<typeof nameServer>[0]) =>
    publicAddresses({ timeoutSeconds: 1, servers: [await nameServer(answer)] })('yunfan.example');

  it('are those that are public', async () => {
    expect(await lookUp(['119.29.29.29', '10.0.0.1', '127.0.0.1', '1.1.1.1'])).toEqual(['119.29.29.29', '1.1.1.1']);
  });

  it.each([
    ['has no such record', 0],
    ['does not exist', 3],
  ])('are none when it %s', async (_, code) => {
    expect(await lookUp(code)).toEqual([]);
  });

  it.each([
    ['says that it failed', 2, 'broken'],
    ['says nothing', 'silent', 'timeout'],
  ] as const)('are unknown when the name server %s', async (_, answer, kind) => {
    await expect(lookUp(answer)).rejects.toMatchObject({ name: 'Failed', port: 'website-probe', kind });
  });
});

describe('an address that a stranger names', () => {
  it.each([
    '119.29.29.29',
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '223.255.255.255',
    '2402:4e00::1',
    '2400:da00:2::29',
    '2606:4700:4700::1111',
  ])('may be %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.0.23',
    '100.64.0.1',
    '0.0.0.0',
    '9.1.1.1',
    '11.1.1.1',
    '30.1.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:119.29.29.29',
    'fd00::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '64:ff9b::a00:1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::1',
    '3fff::1',
    'localhost',
    '',
  ])('is not called when it is %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
