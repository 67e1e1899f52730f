import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listen } from 'loopback-server/http-server.ts';
import { currentWebBuild } from '../deploy/bundle/build-web.ts';
import { ROOT } from '../deploy/root.ts';
import { startDeskService } from './desk-service.ts';
import { startLaptop } from './laptop.ts';
import { networkAddresses } from './network.ts';

/** One line per event of every part, so that the whole system has one log. */
function log(source: string, line: string): void {
  console.log(`${new Date().toISOString().slice(11, 23)} ${source.padEnd(14)} ${line}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9000' },
      host: { type: 'string' },
      data: { type: 'string', default: '.data' },
      'ready-file': { type: 'string' },
      review: { type: 'string', default: 'automatic' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_523) throw new Error('--port 应为 0 到 65523 的整数');
  const { host, review } = values;
  if (host !== undefined && !networkAddresses().includes(host)) {
    throw new Error(`--host 应为本机在局域网中的地址，现有：${networkAddresses().join('、') || '无'}`);
  }
  if (review !== 'automatic' && review !== 'manual' && review !== 'desk')
    throw new Error('--review 应为 automatic、manual 或 desk');
  const migrationUrl = process.env.DATABASE_MIGRATION_URL;
  if (review === 'desk' && migrationUrl !== undefined)
    throw new Error('--review desk 要在数据库里创建审核工作台的角色：DATABASE_URL 须用超级用户的地址。');
  const dir = resolve(ROOT, values.data);
  if (values.fresh) rmSync(dir, { recursive: true, force: true });

  const startedMs = performance.now();
  // The page is built in parallel; the gateway reports a failure when it waits for the build.
  const web = currentWebBuild();
  web.catch(() => {});
  const deskPort = port === 0 ? await freePort() : port + DESK_OFFSET;
  const laptop = await startLaptop({
    port,
    networkAddress: host,
    dir,
    log,
    review: review === 'desk' ? 'automatic' : review,
    databaseUrl: process.env.DATABASE_URL,
    migrationUrl,
    web,
    ...(review === 'desk' && { variables: { REVIEW_DESK_URL: `http://127.0.0.1:${deskPort}` } }),
  });
  const page = () => currentWebBuild('desk');
  const desk =
    review === 'desk' ? await startDeskService({ port: deskPort, dir, log, laptop, page: page() }) : undefined;
  stopOnSignal(async () => {
    await desk?.stop();
    await laptop.stop();
  });
  const { database, ...services } = laptop.addresses;
  const shown = { ...services, ...(desk && { desk: desk.url, identityProvider: desk.identityProvider.url }) };
  if (values['ready-file']) writeFileSync(values['ready-file'], JSON.stringify({ ...shown, database }, null, 2));
  for (const [name, url] of Object.entries(shown)) log('start', `${name.padEnd(12)}${url}`);
  log('start', `database    ${new URL(database).host}`);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  log('start', `ready in ${seconds} s — open ${shown.gateway} in a browser; Ctrl-C stops everything`);
}

/** The desk, its identity provider and the authority come after the nine ports of the stand-ins. */
const DESK_OFFSET = 10;

/** A port of which nobody makes use now. */
async function freePort(): Promise<number> {
  const server = await listen(0, async () => {});
  await server.stop();
  return server.port;
}

/** The first signal stops everything in order; a second one ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log('start', 'stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
