import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';

/** A reply to a question about verdicts. `drip`: a byte now and then, without an end. */
export type DeskReply =
  | { readonly how: 'text'; readonly status: number; readonly text: string; readonly location?: string }
  | { readonly how: 'endless' | 'drip' };

/** What the desk does about two filings, which the real one never hears of. */
export interface Stumbling {
  /** Whenever it is asked about this one, it gives `reply`. */
  readonly over: string;
  /** When it is asked about this one and not the other, it accepts it. */
  readonly behind: string;
  readonly reply: DeskReply;
}

export interface HostileDesk extends Running {
  stumble(about: Stumbling): void;
}

const MAX_BYTES = 50 * 1024 * 1024;
const DRIP_MS = 500;

/** A verdict by which a filing is accepted. */
export const accepted = (filingId: string) => ({
  filingId,
  round: 1,
  sequence: 1,
  kind: 'accepted',
  at: '2026-11-24T02:00:00Z',
});

/** A desk between the functions and the real one, which gives hostile replies when it is told to. */
export async function startHostileDesk(realUrl: () => string): Promise<HostileDesk> {
  let about: Stumbling | undefined;
  const server = await listen(0, async (request, response) => {
    const body = ((await readBody(request, MAX_BYTES)) ?? Buffer.alloc(0)).toString();
    if (about && [about.over, about.behind].some((text) => body.includes(text) || request.url?.includes(text)))
      return answer(about, request.url ?? '', body, response);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => /^(webhook-|content-type)/.test(name)),
    ) as Record<string, string>;
    const real = await fetch(`${realUrl()}${request.url}`, { method: 'POST', headers, body });
    const retryAfter = real.headers.get('retry-after');
    response.writeHead(real.status, retryAfter === null ? {} : { 'retry-after': retryAfter }).end(await real.text());
  });
  const stumble = (next: Stumbling) => {
    about = next;
  };
  return { ...server, stumble };
}

function answer({ over, behind, reply }: Stumbling, url: string, body: string, response: ServerResponse): void {
  if (!url.endsWith('/verdict-queries')) response.end('{"received":true}');
  else if (body.includes(over)) give(reply, response);
  else response.end(JSON.stringify({ verdicts: [accepted(behind)] }));
}

function give(reply: DeskReply, response: ServerResponse): void {
  if (reply.how === 'text')
    response.writeHead(reply.status, reply.location ? { location: reply.location } : {}).end(reply.text);
  else Readable.from(reply.how === 'endless' ? endless() : drip(response)).pipe(response);
}

function* endless() {
  for (;;) yield 'x'.repeat(100_000);
}

async function* drip(response: ServerResponse) {
  for (yield '{'; !response.destroyed; yield ' ') await new Promise((resolve) => setTimeout(resolve, DRIP_MS));
}
