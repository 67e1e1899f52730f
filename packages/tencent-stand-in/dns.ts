import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A DNS server of the laptop. It listens on loopback only. */
export interface RunningDns {
  /** `127.0.0.1:<port>`, by UDP. */
  readonly server: string;
  /** Makes a name an alias of another one; undefined removes it. */
  alias(name: string, target: string | undefined): void;
  stop(): Promise<void>;
}

const TYPE_CNAME = 5;
const HEADER_BYTES = 12;
/** A reply by an authority that has no recursion to offer. */
const REPLY = 0x8400;
const NO_SUCH_NAME = 3;
/** Points at the question's name. Source: RFC 1035, 4.1.4. */
const SAME_NAME = 0xc00c;

/** Starts a DNS server (RFC 1035) that knows only aliases. It says of every other name that there is none. */
export async function startDns({ port }: { readonly port: number }): Promise<RunningDns> {
  const aliases = new Map<string, string>();
  const socket = createSocket('udp4');
  socket.on('message', (query, { port: askedFrom, address }) => {
    const answer = answerTo(query, aliases);
    if (answer) socket.send(answer, askedFrom, address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', resolve);
  });
  return {
    server: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    alias: (name, target) => {
      if (target === undefined) aliases.delete(name);
      else aliases.set(name, target);
    },
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** Undefined for what is no query with one question. */
function answerTo(query: Buffer, aliases: ReadonlyMap<string, string>): Buffer | undefined {
  if (query.length < HEADER_BYTES || query.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let index = HEADER_BYTES;
  for (let length = query[index] ?? 0; length > 0; length = query[index] ?? 0) {
    labels.push(query.subarray(index + 1, index + 1 + length).toString('latin1'));
    index += 1 + length;
  }
  const questionEnd = index + 5;
  if (questionEnd > query.length) return undefined;
  const target = aliases.get(labels.join('.').toLowerCase());
  const answers = target !== undefined && query.readUInt16BE(index + 1) === TYPE_CNAME ? [cname(target)] : [];
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(query.readUInt16BE(0), 0);
  header.writeUInt16BE(REPLY | (target === undefined ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, questionEnd), ...answers]);
}

function cname(target: string): Buffer {
  const labels = target.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')]));
  const data = Buffer.concat([...labels, Buffer.of(0)]);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(SAME_NAME, 0);
  head.writeUInt16BE(TYPE_CNAME, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
