import fc from 'fast-check';
import pg from 'pg';
import { ENTERPRISE } from 'specimens/people.ts';
import type { Addresses } from '../../local/laptop.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import { allContracts } from '../docs/generated.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../walk/filer.ts';
import { overHttp } from '../walk/send.ts';
import { type FuzzRequest, type Known, requests } from './requests.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly log: (line: string) => void;
}

export interface FuzzOutcome {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

const AT_ONCE = 8;
const BATCH = 500;
const HANG_MS = 2_000;
const MAX_GROWTH_MB = 100;
/** After these every function has been loaded and every table read. */
const WARM_REQUESTS = 2_000;
const MEASURED_EVERY = 5_000;

/**
 * Sends requests to every operation and looks for what must never happen: a status of 500 or more, a slow reply, a
 * personal value in a reply or a log line, memory that grows.
 */
export const runFuzz = (options: FuzzOptions): Promise<FuzzOutcome> =>
  inTemporaryDir(async (dir) => {
    const service = await startServiceProcess(dir, options.databaseUrl);
    try {
      return await fuzz(service, options);
    } finally {
      await service.stop();
    }
  });

async function fuzz(service: ServiceProcess, options: FuzzOptions): Promise<FuzzOutcome> {
  const { addresses } = service;
  const contracts = await allContracts();
  const counts: Record<string, number> = {};
  const violations: string[] = [];
  let warmBytes: number | undefined;
  // The first requests include cold starts, which have their own limit.
  const judge = judgeOf(counts, violations, () => warmBytes !== undefined);
  let grownMb = 0;
  let known: Known = { ids: {}, tokens: [] };
  for (let sent = 0; sent < options.requests; sent += BATCH) {
    if (sent % (BATCH * 4) === 0) known = together(known, await newPerson(addresses, sent));
    await clearLimits(addresses.database);
    const size = Math.min(BATCH, options.requests - sent);
    await sendAll(
      addresses,
      fc.sample(requests(contracts, known), { numRuns: size, seed: options.seed + sent }),
      judge,
    );
    for (const line of service.takeLines())
      if (leaks(line)) violations.push(`a log line leaks a personal value: ${masked(line)}`);
    if (sent % MEASURED_EVERY === 0 || sent + size === options.requests) {
      const rssBytes = await service.rssBytes();
      if (sent >= WARM_REQUESTS) warmBytes ??= rssBytes;
      grownMb = Math.round((rssBytes - (warmBytes ?? rssBytes)) / 2 ** 20);
    }
    options.log(`${sent + size} / ${options.requests}，违例 ${violations.length}，内存 +${grownMb} MB`);
  }
  counts['memory growth in MB'] = grownMb;
  if (grownMb > MAX_GROWTH_MB) violations.push(`memory grew by ${grownMb} MB`);
  return { counts, violations };
}

/** The personal values that this run sends; `masked` makes a leak printable. */
const { idNumber, mobile, email, name } = ENTERPRISE.principal;
const MARKS = [idNumber, mobile, email, name];
const leaks = (text: string): boolean => MARKS.some((mark) => text.includes(mark));
const masked = (text: string): string => MARKS.reduce((left, mark) => left.replaceAll(mark, '***'), text).slice(0, 300);

interface Answer {
  readonly request: FuzzRequest;
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

function judgeOf(counts: Record<string, number>, violations: string[], isWarm: () => boolean) {
  return ({ request, status, text, ms }: Answer): void => {
    const kind = `${Math.floor(status / 100)}xx`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const about = `${request.method} ${request.path.slice(0, 120)}`;
    if (status >= 500) violations.push(`${status} ${about}: ${masked(text)}`);
    if (isWarm() && ms > HANG_MS + waitOf(request) * 1000) violations.push(`${Math.round(ms)} ms ${about}`);
    if (leaks(text)) violations.push(`a reply leaks a personal value: ${about}`);
  };
}

/** Seconds that a request asked to wait. */
const waitOf = ({ path }: FuzzRequest): number => Number(/[?&]wait=(\d{1,2})(&|$)/.exec(path)?.[1] ?? 0);

async function sendAll({ gateway }: Addresses, all: readonly FuzzRequest[], judge: (answer: Answer) => void) {
  const queue = [...all];
  const worker = async () => {
    for (let request = queue.pop(); request; request = queue.pop()) judge(await send(gateway, request));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function send(gateway: string, request: FuzzRequest): Promise<Answer> {
  const { method, path, headers, body } = request;
  const startedMs = performance.now();
  const answer = await fetch(`${gateway}${path}`, {
    method,
    headers,
    body: method === 'GET' ? null : (body ?? null),
  });
  return { request, status: answer.status, text: await answer.text(), ms: performance.now() - startedMs };
}

/** A person with a draft that is filled in, so that there is something to find and to break. */
async function newPerson({ wechat, gateway }: Addresses, number: number): Promise<Known> {
  const code = await wxLogin(wechat, `fuzz-${number}`);
  const filer = new Filer(overHttp(gateway));
  const token = await filer.signIn(code);
  const { organizer, principal, website } = ENTERPRISE;
  const { ticket } = await filer.checkEligibility(eligibilityInputOf(ENTERPRISE));
  const { filingId, websites } = await filer.openFiling(ticket, CONSENT_TEXT_VERSION);
  const websiteId = websites[0]?.websiteId ?? '';
  await filer.saveOrganizer(filingId, organizer);
  await filer.savePrincipal(filingId, principal);
  await filer.saveWebsite(filingId, websiteId, website);
  await filer.saveSiteOwner(filingId, websiteId, principal);
  return { ids: { filingId: [filingId], websiteId: [websiteId] }, tokens: [token] };
}

const together = (a: Known, b: Known): Known => ({
  ids: Object.fromEntries(
    Object.entries(b.ids).map(([name, ids]) => [name, [...(a.ids[name] ?? []), ...ids].slice(-20)]),
  ),
  tokens: [...a.tokens, ...b.tokens].slice(-20),
});

/** One machine sends more requests in a minute than people in a day; limits have their own tests. */
async function clearLimits(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from caller_limit');
  await client.end();
}
