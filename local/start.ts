import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PASSWORD, STAFF } from 'identity-provider-stand-in/staff.ts';
import { currentWebBuild } from '../deploy/bundle/build-web.ts';
import { hasDesk } from '../deploy/desk.ts';
import { ROOT } from '../deploy/root.ts';
import { takeDataFolder } from './data-folder.ts';
import { type Laptop, type LaptopOptions, startLaptop } from './laptop.ts';
import { networkAddresses } from './network.ts';
import { startReviewedLaptop, WATCHED } from './reviewed-laptop.ts';

/** Who reviews: the desk with staff who are a program, the desk with people only, or the reference desk by itself. */
const REVIEWS = ['automatic', 'desk', 'reference'] as const;
type Review = (typeof REVIEWS)[number];
/** The modes of a desk that is gone. */
const GONE = ['stand-in', 'manual'];

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
      review: { type: 'string' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_523) throw new Error('--port 应为 0 到 65523 的整数');
  const { host } = values;
  if (host !== undefined && !networkAddresses().includes(host)) {
    throw new Error(`--host 应为本机在局域网中的地址，现有：${networkAddresses().join('、') || '无'}`);
  }
  const migrationUrl = process.env.DATABASE_MIGRATION_URL;
  const review = reviewOf(values.review, migrationUrl);
  const dir = resolve(ROOT, values.data);
  const giveBack = takeDataFolder(dir, values.fresh);
  process.once('exit', giveBack);

  const startedMs = performance.now();
  // The page is built in parallel; the gateway reports a failure when it waits for the build.
  const web = currentWebBuild();
  web.catch(() => {});
  const databaseUrl = process.env.DATABASE_URL;
  const { laptop, more, lines, stop } = await startFor(review, {
    port,
    networkAddress: host,
    dir,
    log,
    databaseUrl,
    migrationUrl,
    web,
  });
  stopOnSignal(stop);
  const { database, ...services } = laptop.addresses;
  const shown = { ...services, ...more };
  if (values['ready-file']) writeFileSync(values['ready-file'], JSON.stringify({ ...shown, database }, null, 2));
  const { gateway, ...others } = shown;
  log('start', `${column('gateway')}${gateway}  ← 在浏览器里打开 open this in a browser`);
  for (const [name, url] of Object.entries(others)) log('start', `${column(name)}${url}`);
  log('start', `${column('database')}${new URL(database).host}`);
  for (const line of lines) log('start', line);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  log('start', `ready in ${seconds} s — open ${gateway} in a browser; Ctrl-C stops everything`);
}

/** What stands before an address; the longest name is `identityProvider`. */
const column = (name: string) => name.padEnd(18);

/** @throws Error for what is none, and where the desk can't have its roles. */
function reviewOf(wish: string | undefined, migrationUrl: string | undefined): Review {
  // Roles that somebody else has made leave no way to make those of the desk.
  const review = wish ?? (hasDesk() && migrationUrl === undefined ? 'automatic' : 'reference');
  if (GONE.includes(review))
    throw new Error(`没有 --review ${review} 了：由程序审核用 --review reference，由人审核用 --review desk。`);
  const known = REVIEWS.find((possible) => possible === review);
  if (!known) throw new Error(`--review 应为 ${REVIEWS.join('、')} 之一`);
  if (known !== 'reference' && !hasDesk()) throw new Error('这里没有审核工作台（desk/），只能用 --review reference。');
  if (known !== 'reference' && migrationUrl !== undefined)
    throw new Error(`--review ${known} 要在数据库里创建审核工作台的角色：DATABASE_URL 须用超级用户的地址。`);
  return known;
}

interface Started {
  readonly laptop: Laptop;
  /** Further addresses. */
  readonly more: Readonly<Record<string, string>>;
  /** Who reviews, and where. */
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
}

async function startFor(review: Review, options: LaptopOptions): Promise<Started> {
  if (review === 'reference') {
    const laptop = await startLaptop({ ...options, reviewDelayMs: WATCHED.pauseMs });
    return {
      laptop,
      more: {},
      lines: [`${column('review')}the reference desk, which decides by itself`],
      stop: laptop.stop,
    };
  }
  const page = currentWebBuild('desk');
  page.catch(() => {});
  const automatic = review === 'automatic' ? { automatic: WATCHED } : {};
  const { laptop, desk, stop } = await startReviewedLaptop({ ...options, desk: { page, ...automatic } });
  const { identityProvider, url } = desk;
  const who = review === 'automatic' ? 'a program decides what nobody has in hand' : 'people decide';
  const names = STAFF.flatMap(({ name, roles, hasAuthenticator }) =>
    roles.length > 0 && hasAuthenticator ? [`${name} (${roles.join(', ')})`] : [],
  );
  const lines = [
    `${column('review')}${who}, at ${url}`,
    `${column('')}sign in as ${names.join(', ')}`,
    `${column('')}password ${PASSWORD}, codes at ${identityProvider.url}/authenticator`,
  ];
  return { laptop, more: { desk: url, identityProvider: identityProvider.url }, lines, stop };
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

/** A sentence for what people meet; another error has its own. */
function sentenceOf(error: unknown): unknown {
  const { code, port, address } = error as NodeJS.ErrnoException & {
    readonly port?: number;
    readonly address?: string;
  };
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用（${address}）：用 --port 换一个，其余服务使用它后面的端口；--port 0 使用空闲端口。`;
  return error instanceof Error ? error.message : error;
}

main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exit(1);
});
