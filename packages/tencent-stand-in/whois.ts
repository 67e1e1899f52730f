import { type AddressInfo, createServer, type Socket } from 'node:net';
import { domainToASCII } from 'node:url';
import { beijingTime } from './vendor-time.ts';
import type { World, WorldDomain } from './world.ts';

/** A WHOIS server of the laptop. It listens on loopback only. */
export interface RunningWhois {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  stop(): Promise<void>;
}

const MAX_QUERY_BYTES = 512;
const SILENCE_MS = 10_000;
const CNNIC = /\.(cn|xn--fiqs8s|xn--fiqz9s)$/;

/** Names of registrars by their codes in the Cloud API, as CNNIC writes them. */
const REGISTRARS: Readonly<Record<string, string>> = {
  epp: '烟台帝思普网络科技有限公司',
  qcloud: '腾讯云计算（北京）有限责任公司',
  yunxun: '广州云讯信息科技有限公司',
  xinnet: '北京新网数码信息技术有限公司',
};

/** Starts CNNIC's WHOIS (RFC 3912) over the world's .cn and .中国 domains: one line with a name in, lines out. */
export async function startWhois({
  port,
  world,
}: {
  readonly port: number;
  readonly world: World;
}): Promise<RunningWhois> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    let query = '';
    socket.on('data', (chunk) => {
      query += chunk.toString('utf8');
      if (query.length > MAX_QUERY_BYTES) socket.destroy();
      else if (query.includes('\n')) socket.end(answerTo(query.trim(), world));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function answerTo(query: string, world: World): string {
  const ascii = domainToASCII(query);
  const found = CNNIC.test(ascii) ? world.registeredDomain(ascii) : undefined;
  return found ? record(found) : 'No matching record.\r\n';
}

function record({ name, owner, registrar, statuses, createdAt, expiresAt }: WorldDomain): string {
  const ascii = domainToASCII(name);
  const lines = [
    `Domain Name: ${name}`,
    ...(ascii === name ? [] : [`Punycode Domain Name: ${ascii}`]),
    ...statuses.map((status) => `Domain Status: ${status}`),
    `Registrant: ${owner}`,
    `Sponsoring Registrar: ${REGISTRARS[registrar] ?? registrar}`,
    'Name Server: ns1.example.net',
    `Registration Time: ${beijingTime(createdAt)}`,
    `Expiration Time: ${beijingTime(expiresAt)}`,
    'DNSSEC: unsigned',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
