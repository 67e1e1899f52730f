import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';

/** Says to the gate that a function waits for the call; see `gate.ts`. */
export const WITHIN_CALL_HEADER = 'x-within-call';

/** What one service sends to another, over a line on which it fails, comes twice, late, or never. */
export interface FaultyLine extends Running {
  /** The service at its end. Before it is known, everything fails. */
  leadTo(url: string): void;
  setFaulty(isFaulty: boolean): void;
  /** Waits for what is still to come twice. */
  idle(): Promise<void>;
}

/** `silent`: it is carried out, and the reply is lost · `lost`: whoever sends it believes that it has arrived. */
type Fault = 'broken' | 'busy' | 'silent' | 'lost';

interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const FAILING = 0.2;
const LOST = 0.2;
const TWICE = 0.3;
/** A message that comes twice comes the second time within this time: after others that were sent later. */
const LATE_MS = 4_000;
const MAX_BYTES = 8 * 1024 * 1024;
/** Headers for one connection alone, which the next one must not get. */
const OWN_HEADERS = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'];
const FAILURES: readonly Fault[] = ['broken', 'busy', 'silent'];

/** @param mayBeLost of a message: whether its receiver finds out in another way that it is missing. */
export async function startFaultyLine(mayBeLost: (body: string) => boolean): Promise<FaultyLine> {
  let target: string | undefined;
  let isFaulty = false;
  const late = new Set<Promise<unknown>>();

  const draw = ({ method, body }: Message): Fault | undefined => {
    if (!isFaulty) return undefined;
    if (method === 'POST' && Math.random() < LOST && mayBeLost(body.toString('utf8'))) return 'lost';
    return Math.random() < FAILING ? FAILURES[Math.floor(Math.random() * FAILURES.length)] : undefined;
  };

  function sendLate(message: Message): void {
    const again = wait(Math.random() * LATE_MS)
      .then(() => forward(message, target))
      .catch(() => {})
      .finally(() => late.delete(again));
    late.add(again);
  }

  const server = await listen(0, async (request, response) => {
    const message = await messageOf(request);
    const fault = message && draw(message);
    if (!message || fault === 'broken') return void response.writeHead(500).end();
    if (fault === 'busy') return void response.writeHead(429, { 'retry-after': '1' }).end();
    if (fault === 'lost') return answer(response, 200, '{"received":true}');
    if (isFaulty && message.method === 'POST' && Math.random() < TWICE) sendLate(message);
    const reply = await forward(message, target).catch(() => undefined);
    if (!reply || fault === 'silent') return void response.destroy();
    answer(response, reply.status, await reply.text(), reply.headers.get('retry-after'));
  });

  return {
    ...server,
    leadTo(url) {
      target = url;
    },
    setFaulty(is) {
      isFaulty = is;
    },
    async idle() {
      await Promise.all(late);
    },
  };
}

async function messageOf(request: IncomingMessage): Promise<Message | undefined> {
  const body = await readBody(request, MAX_BYTES);
  if (!body) return undefined;
  const headers = Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name));
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: {
      ...Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      [WITHIN_CALL_HEADER]: '1',
    },
    body,
  };
}

const forward = ({ method, path, headers, body }: Message, target: string | undefined): Promise<Response> =>
  fetch(`${target}${path}`, { method, headers, ...(method === 'GET' ? {} : { body: new Uint8Array(body) }) });

function answer(response: ServerResponse, status: number, text: string, retryAfter: string | null = null): void {
  const headers = { 'content-type': 'application/json', ...(retryAfter !== null && { 'retry-after': retryAfter }) };
  response.writeHead(status, headers).end(text);
}
