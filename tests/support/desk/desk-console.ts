import { listen, readBody } from 'loopback-server/http-server.ts';
import type { Page } from 'playwright-core';
import type { Role } from '../../../contracts/desk/rights.ts';
import { currentWebBuild } from '../../../deploy/bundle/build-web.ts';
import { createIdentityProvider } from '../../../desk/adapters/openid-client/identity-provider.ts';
import { identifyStaff } from '../../../desk/application/staff-caller.ts';
import { secondFactorRule } from '../../../desk/domain/staff/sign-in.ts';
import { contract as sessionContract } from '../../../desk/functions/session/contract.ts';
import { room as sessionRoom } from '../../../desk/functions/session/index.ts';
import { endLostCalls, resumeCalls, tellMissedCalls } from '../../../desk/functions/timer/keep-promises.ts';
import type { Ports as TimerPorts } from '../../../desk/functions/timer/ports.ts';
import { functionUrlEvent } from '../../../local/function-url.ts';
import { staticPage } from '../../../local/static-page.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { openChromium } from '../../../tools/chromium/chromium.ts';
import { faultsOf, lookedAt } from '../../e2e/looks.ts';
import type { TestClock } from '../clock.ts';
import { openCos } from '../database/cos-under-test.ts';
import { objectStoreOn } from '../database/object-store.ts';
import { httpEventOf, scfContext, seen } from '../scf.ts';
import { type DeskRoom, deskRoom, type Reply } from './desk-room.ts';
import { settingsFor } from './desk-sign-in.ts';
import type { SignedInStaff } from './staff.ts';

/** No identity provider listens there. */
const NOBODY = 'http://127.0.0.1:9';
/** The narrowest screen that a desk is made for, and a usual one. */
const WIDTHS = [1024, 1440] as const;
const PATIENCE_MS = 120_000;
/** A function has as long as a page waits for it: the machine may be busy. */
const UNHURRIED = { time_limit_in_ms: PATIENCE_MS };

/** Somebody of the staff, with the page of the desk in a browser of their own. */
export interface AtTheDesk {
  readonly page: Page;
  readonly staff: SignedInStaff;
}

/**
 * The reviewers' page in Chromium before the desk's own rooms, on its real tables and a real object store, at a time that
 * the test moves: for everybody, on the server and in each browser. Signing in is tested elsewhere.
 */
export async function deskConsole(clock: TestClock, chance: () => number = () => 1) {
  const cos = await openCos();
  const later: { room?: DeskRoom; url?: string } = {};
  const room = await deskRoom({ clock, chance, objectStore: objectStoreOn(cos), origin: () => later.url ?? '' });
  const { colleagues, declaredTies, staffSessions, signInTries, callerLimits } = room;
  const ports = {
    callerLimits: async () => callerLimits,
    colleagues: async () => colleagues,
    declaredTies: async () => declaredTies,
    ids: async () => cryptoIds,
    identityProvider: async () => createIdentityProvider(settingsFor(NOBODY)),
    secondFactor: async () => secondFactorRule('amr=mfa'),
    signInTries: async () => signInTries,
    staffSessions: async () => staffSessions,
  };
  const session = httpFunction(httpRoom({ contract: sessionContract, ports, useCases: sessionRoom.useCases }), {
    identify: async () => (request) => identifyStaff({ sessions: staffSessions, ownOrigin: later.url ?? '' })(request),
    callerLimits: async () => callerLimits,
  });
  const handlerOf = (path: string) => (path.startsWith('/v1/staff-session') ? session : room.handler);

  const [dir, browser] = await Promise.all([currentWebBuild('desk'), openChromium()]);
  const files = staticPage(dir, { store: cos.url() });
  const cookies = new Map<string, string>();
  const server = await listen(0, async (request, response) => {
    const path = request.url ?? '/';
    const cookie = cookies.get(path);
    if (cookie !== undefined) {
      const headers = {
        'content-type': 'text/html',
        'set-cookie': `${cookie}; Path=/; Secure; HttpOnly; SameSite=Strict`,
      };
      return void response.writeHead(200, headers).end('<title>signed in</title>');
    }
    if (!path.startsWith('/v1/') && (await files(request, response))) return;
    const body = (await readBody(request, 1_000_000)) ?? Buffer.alloc(0);
    const reply = await handlerOf(path)(functionUrlEvent(request, body), scfContext(UNHURRIED));
    response.writeHead(reply.statusCode, { ...reply.headers }).end(reply.body);
  });
  later.url = `http://desk.localhost:${new URL(server.url).port}`;
  const url = later.url;
  const pages: Page[] = [];
  const trouble: string[] = [];

  async function arrive(name: string, ...roles: readonly Role[]): Promise<AtTheDesk> {
    const staff = await room.signIn(name, ...roles);
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    await context.clock.setFixedTime(clock.now());
    const key = staff.headers['x-desk-key'] ?? '';
    await context.addInitScript(`localStorage.setItem('icp-desk.page-key', '${key}')`);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => trouble.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) trouble.push(`${name}: ${message.text()}`);
    });
    const path = `/arrives/${staff.sessionId}`;
    cookies.set(path, staff.headers.cookie ?? '');
    await page.goto(`${url}${path}`);
    cookies.delete(path);
    pages.push(page);
    return { page, staff };
  }

  return {
    ...room,
    url,
    trouble,
    arrive,
    /** A call of the API by somebody, beside their page. */
    async callAs(staff: SignedInStaff, route: `${string} /${string}`, body?: unknown): Promise<Reply> {
      const path = route.slice(route.indexOf('/'));
      const reply = await handlerOf(path)(httpEventOf(route, { headers: staff.headers, body }), scfContext(UNHURRIED));
      return { status: reply.statusCode, body: seen(reply).body, text: JSON.stringify(reply) };
    },
    /** Time goes on; everybody who is signed in has been confirmed meanwhile, and the timer has run. */
    async forward(seconds: number): Promise<void> {
      clock.forward(seconds);
      const now = clock.now();
      await room.test.query('update desk.staff_session set confirmed_at = $1, seen_at = $1 where ended_at is null', [
        now,
      ]);
      const timer = { ...room, clock } as unknown as TimerPorts;
      for (const keep of [resumeCalls, tellMissedCalls, endLostCalls]) await keep(timer);
      await room.workList.endLeases(100);
      for (const id of await room.decisions.due(100)) await room.release(id);
      for (const page of pages) await page.context().clock.setFixedTime(now);
    },
    faults: (page: Page) => faultsOf(page, WIDTHS),
    lookedAt: (page: Page, name: string) => lookedAt(page, `desk-${name}`, WIDTHS),
    async close(): Promise<void> {
      await browser.close();
      await server.stop();
      await cos.close();
      await room.close();
    },
  };
}

export type DeskConsole = Awaited<ReturnType<typeof deskConsole>>;
