import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readBody } from 'loopback-server/http-server.ts';
import type * as z from 'zod/mini';
import { REFUSALS, type Refusal } from '../../contracts/kit/refusal.ts';
import { contract as deskApi } from '../../desk/functions/api/contract.ts';
import { contract as deskSession } from '../../desk/functions/session/contract.ts';
import { staticPage } from '../../local/static-page.ts';

const CONTRACT = { ...deskApi, ...deskSession };
type Contract = typeof CONTRACT;
type Name = keyof Contract;

/** What the page sent: path parameters and body. */
export interface Asked {
  /** Where the desk is; views lead there too. */
  readonly origin: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A refusal that the script gives. */
export class Refusing extends Error {
  constructor(
    readonly status: number,
    readonly code: Refusal,
  ) {
    super(REFUSALS[code]);
  }
}

/** What the desk answers, by operation; checked against the contract's schemas before it is sent. */
export type Script = { readonly [N in Name]?: (asked: Asked) => z.input<Contract[N]['reply']> };

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
/** Paths without parameters first: `/v1/cases/next` is not a case. */
const ROUTES = (Object.keys(CONTRACT) as readonly Name[])
  .map((name) => ({ name, method: CONTRACT[name].method, pattern: patternOf(CONTRACT[name].path) }))
  .sort((a, b) => a.pattern.source.split('(?<').length - b.pattern.source.split('(?<').length);

/**
 * The desk's page on a server that answers by a script: for what a browser does with certain answers. With the desk itself
 * behind it the page is tested in tests/desk-page/*.journey.test.ts.
 *
 * @param dir the built page.
 * @param files what views lead to, by path.
 */
export async function scriptedDesk(dir: string, script: Script, files: Readonly<Record<string, Buffer>> = {}) {
  const page = staticPage(dir, {}, undefined, ['/', '/signed-in']);
  const calls: { readonly name: Name; readonly asked: Asked; readonly key: string | undefined }[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const route = ROUTES.find(({ method, pattern }) => method === request.method && pattern.test(path));
    if (!route) return false;
    const { name, pattern } = route;
    const text = ((await readBody(request, 1_000_000)) ?? '').toString();
    const params = Object.entries(pattern.exec(path)?.groups ?? {}).map(([key, value]) => [
      key,
      decodeURIComponent(value),
    ]);
    const origin = `http://${request.headers.host}`;
    const asked = { origin, params: Object.fromEntries(params), body: text === '' ? {} : JSON.parse(text) } as Asked;
    const key = request.headers['x-desk-key'];
    calls.push({ name, asked, key: typeof key === 'string' ? key : undefined });
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const reply = script[name]?.(asked);
      if (reply === undefined) throw new Refusing(404, 'route.unknown');
      send(200, CONTRACT[name].reply.parse(reply));
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      send(error.status, { error: { code: error.code, message: error.message, facts: {} } });
    }
    return true;
  }

  const server = await listen(0, async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const file = files[path];
    if (file) return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(file);
    if (await answer(request, response, path)) return;
    if (!(await page(request, response))) response.writeHead(404).end();
  });
  return { url: server.url, calls, stop: server.stop };
}
