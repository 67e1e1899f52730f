import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createFaceEngine } from 'engines/face/engine.ts';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import pg from 'pg';
import { ENTERPRISE } from 'specimens/people.ts';
import { DIVISIONS } from '../local/divisions.ts';
import { type Laptop, startLaptop } from '../local/laptop.ts';
import { CONSENT_TEXT_VERSION, Filer, wxLogin } from '../tools/walk/filer.ts';
import { drawPapers } from '../tools/walk/papers.ts';
import { walkToSubmission } from '../tools/walk/walk-filing.ts';
import { clientFrom, newTally, type Tally } from './campaign/client.ts';
import { withTicket } from './campaign/films.ts';
import { drawLicences, type Licence } from './campaign/licences.ts';
import { LogOfTraces } from './campaign/log-of-traces.ts';
import { recordedEngines } from './campaign/recorded-engines.ts';
import { drawFilms, drawPortraits, type Films, type Portrait } from './campaign/takes.ts';
import { measured, type Row, within } from './row.ts';

/** After the last person has come, everything is done within this many times the duration of the campaign. */
const MAX_RECOVERY = 3;
const SAMPLE_MS = 1_000;
/** Films that a person may take. */
const TICKETS = 64;
const domainOf = (person: number): string => `yunfan-campaign-${person}.cn`;

/** What waits in the service, at its worst. */
interface Queues {
  people: number;
  documents: number;
  messages: number;
}

/**
 * A campaign: many people file at the same time, each from an address of their own, from sign-in to submission, through
 * the gateway with the real functions, COS, and database: `npm run bench -- campaign`. `--people N` and `--minutes M`
 * say how many come in which time. Each has a licence of a company and phones of their own; the person on the cards is the same.
 * Certificates, portraits and films have been looked at before, so that engines are idle: the vendors answer at once,
 * with their documented limits of calls per second. Of a call that failed the functions' log is printed.
 */
export async function measure(): Promise<readonly Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { people: { type: 'string', default: '1000' }, minutes: { type: 'string', default: '10' } },
  });
  const [people, minutes] = [Number(values.people), Number(values.minutes)];
  const portraits = await drawPortraits(people + 1);
  const licences = await drawLicences(people + 1);
  const films = await drawFilms();
  const engines = recordedEngines(
    createOcrEngine({ divisions: DIVISIONS }),
    createFaceEngine(),
    (ticket) => portraits[Math.floor(ticket / TICKETS)]?.photo ?? Buffer.alloc(0),
    new Map(licences.map(({ cleanDigest, creditCode }) => [cleanDigest, creditCode])),
  );
  for (const { clean } of portraits) await engines.faceEngine.photo(clean);
  for (const film of Object.values(films)) await engines.faceEngine.video(film);
  const dir = mkdtempSync(join(tmpdir(), 'icp-filing-campaign-'));
  writeWorld(dir, licences);
  const log = new LogOfTraces();
  const laptop = await startLaptop({
    port: 0,
    dir,
    log: (_source, line, requestId) => log.add(line, requestId),
    review: 'manual',
    ...engines,
  });
  try {
    const file = await filersOf(laptop, { portraits, licences, films });
    return await runCampaign({ laptop, people, minutes, file, looked: engines.looked, log });
  } finally {
    await laptop.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Of Guangdong, and of Shenzhen: a number belongs to one organizer. */
function phonesOf(person: number) {
  const digits = String(person).padStart(4, '0');
  return { mobile: `1382223${digits}`, officePhone: `0755-8610${digits}`, emergencyPhone: `0755-8620${digits}` };
}

const serverOf = (person: number): string => `ins-p${String(person).padStart(7, '0')}`;

/** A company with a domain and a server for each person. All have the same name: it is read from the same sheet. */
function writeWorld(dir: string, licences: readonly Licence[]): void {
  const { name, legalRepresentative, foundedOn } = ENTERPRISE.licence;
  const { idNumber } = ENTERPRISE.idCard;
  const companies = licences.map(({ creditCode }) => ({ creditCode, name, legalRepresentative, idNumber, foundedOn }));
  const domains = licences.map((_, person) => ({
    name: domainOf(person),
    owner: ENTERPRISE.organizer.name,
    ownerKind: 'enterprise',
    realName: 'Approved',
    registrar: 'qcloud',
    registeredDaysAgo: 900,
    expiresInDays: 700,
  }));
  const servers = licences.map((_, person) => ({
    product: 'cvm',
    id: serverOf(person),
    name: '官网',
    region: 'ap-guangzhou',
    zone: 'ap-guangzhou-6',
    chargeType: 'PREPAID',
    publicIps: [`203.0.113.${1 + (person % 250)}`],
    createdDaysAgo: 200,
    expiresInDays: 530,
  }));
  mkdirSync(join(dir, 'world'));
  writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify({ domains, servers, companies }));
}

/** Lets the n-th person file; the answer is the id of their filing. */
type Filers = (person: number, tally: Tally) => Promise<string>;

/** What people have at hand, by their number, and the films that all of them take. */
interface AtHand {
  readonly portraits: readonly Portrait[];
  readonly licences: readonly Licence[];
  readonly films: Films;
}

async function filersOf({ addresses }: Laptop, { portraits, licences, films }: AtHand): Promise<Filers> {
  const papers = await drawPapers('enterprise');
  return async (person, tally) => {
    let ticket = person * TICKETS;
    const filer = new Filer(clientFrom(person + 1, addresses.gateway, tally));
    const domain = domainOf(person);
    const website = { ...papers.answers.website, homeUrl: `www.${domain}` };
    const { filingId } = await walkToSubmission(filer, {
      papers: {
        ...papers,
        licence: licences[person]?.picture,
        certificateNumber: licences[person]?.creditCode ?? '',
        domain,
        cloudService: { kind: 'resource', product: 'cvm', resourceId: serverOf(person), region: 'ap-guangzhou' },
        answers: { ...papers.answers, principal: { ...papers.answers.principal, ...phonesOf(person) }, website },
        photo: portraits[person]?.photo ?? papers.photo,
        video: async (actions) => withTicket(films[actions.join() as keyof Films], ticket++),
      },
      loginCode: await wxLogin(addresses.wechat, `campaign-${person}`),
      consentTextVersion: CONSENT_TEXT_VERSION,
    });
    return filingId;
  };
}

interface Campaign {
  readonly laptop: Laptop;
  readonly people: number;
  readonly minutes: number;
  readonly file: Filers;
  readonly looked: () => number;
  readonly log: LogOfTraces;
}

async function runCampaign({ laptop, people, minutes, file, looked, log }: Campaign): Promise<readonly Row[]> {
  // One more person is the first: instances start, and the engines see what everybody has in common.
  await file(people, newTally());
  const lookedBefore = looked();
  const tally = newTally();
  const worst: Queues = { people: 0, documents: 0, messages: 0 };
  const failures: unknown[] = [];
  const filed = new Set<string>();
  let present = 0;
  const observer = await observe(laptop.addresses.database, worst, () => present);
  const startedMs = performance.now();
  const pauseMs = (minutes * 60_000) / people;
  const walks = Array.from({ length: people }, async (_, person) => {
    await sleep(person * pauseMs);
    present += 1;
    await file(person, tally)
      .then((filingId) => filed.add(filingId))
      .catch((error: unknown) => failures.push(error));
    present -= 1;
  });
  await Promise.all(walks);
  await observer.untilSent();
  const tookMs = performance.now() - startedMs;
  await observer.stop();
  for (const failure of failures.slice(0, 5)) console.log(failure);
  for (const { call, status, answer, traceId } of tally.failures)
    console.log([`${call} ${status} ${answer}`, ...log.of(traceId)].join('\n  '));
  const atDesk = new Set(laptop.reviewDesk.list().map(({ filingId }) => filingId));
  const lost = [...filed].filter((filingId) => !atDesk.has(filingId)).length;
  return [
    measured({ metric: 'people', value: people, unit: 'values' }),
    measured({ metric: 'time in which they come', value: minutes * 60, unit: 's' }),
    measured({ metric: 'calls', value: tally.latenciesMs.length, unit: 'values' }),
    measured({ metric: 'half of the calls took at most', value: quantile(tally.latenciesMs, 0.5), unit: 'ms' }),
    measured({ metric: '99 of 100 calls took at most', value: quantile(tally.latenciesMs, 0.99), unit: 'ms' }),
    measured({ metric: 'calls told to come again (429)', value: tally.statuses.get(429) ?? 0, unit: 'values' }),
    measured({ metric: 'of these, waiting for news of a file', value: tally.busyWaits, unit: 'values' }),
    measured({ metric: 'people at once, at most', value: worst.people, unit: 'values' }),
    measured({ metric: 'documents waiting, at most', value: worst.documents, unit: 'values' }),
    measured({ metric: 'messages waiting, at most', value: worst.messages, unit: 'values' }),
    within(MAX_RECOVERY * minutes * 60, {
      metric: 'time to recover after the last has come',
      value: Math.max(0, (tookMs - minutes * 60_000) / 1000),
      unit: 's',
    }),
    // A vendor's trouble (503) passes: the client tries again, and whoever fails for it can't submit.
    measured({ metric: 'calls that met a vendor in trouble (503)', value: troubled(tally, true), unit: 'values' }),
    within(0, { metric: 'calls that failed otherwise (5xx)', value: troubled(tally, false), unit: 'values' }),
    within(0, { metric: 'people who could not submit', value: failures.length, unit: 'values' }),
    within(0, { metric: 'submitted filings that the desk does not have', value: lost, unit: 'values' }),
    within(0, { metric: 'looks of the engines', value: looked() - lookedBefore, unit: 'values' }),
  ];
}

const troubled = ({ failures }: Tally, isVendor: boolean): number =>
  failures.filter(({ status }) => (status === 503) === isVendor).length;

const quantile = (all: readonly number[], share: number): number =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length * share)] ?? 0;

/** Reads the queues every second, beside the service. */
async function observe(databaseUrl: string, worst: Queues, present: () => number) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const read = async () => {
    const { rows } = await client.query<{ documents: number; messages: number }>(`select
      (select count(*)::int from document where state in ('received', 'reading')) as documents,
      (select count(*)::int from outbox where state = 'waiting') as messages`);
    const { documents, messages } = rows[0] ?? { documents: 0, messages: 0 };
    worst.people = Math.max(worst.people, present());
    worst.documents = Math.max(worst.documents, documents);
    worst.messages = Math.max(worst.messages, messages);
    return messages;
  };
  let isOver = false;
  const reading = (async () => {
    for (; !isOver; await sleep(SAMPLE_MS)) await read();
  })();
  return {
    /** Until no message waits any more. */
    async untilSent() {
      while ((await read()) > 0) await sleep(SAMPLE_MS);
    },
    async stop() {
      isOver = true;
      await reading;
      await client.end();
    },
  };
}
