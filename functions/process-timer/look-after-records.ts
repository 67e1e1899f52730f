import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { lookAtWebsite } from '../../shared/application/website-look.ts';
import { connectedWebsites, fullLookAt, nextLookAt, remindersOfLook } from '../../shared/domain/record/look-after.ts';
import type { Outside } from '../../shared/domain/record/outside.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses } from '../../shared/domain/record/record.ts';
import { careOf } from '../../shared/domain/record/website-care.ts';
import type { DueRecord } from '../../shared/ports/records/record-looks.ts';
import type { Ports } from './ports.ts';

/** Records of one claim, which are looked at side by side. */
const BATCH = 5;
/** Longer than a batch can take, even when all its registries and websites time out. */
const LEASE_SECONDS = 600;
/** One batch must still fit in. */
const RESERVE_MS = 35_000;
/** Websites of one record that are asked about in one look; the forms have ten. */
const MOST_WEBSITES = 10;

type Given = Pick<Ports, 'caseFacts' | 'clock' | 'outbox' | 'recordLooks' | 'transactions' | 'websiteLooks'>;

/**
 * Looks at records that are due: reminds of what runs out (PR-23) and of notices before they are due, and once a month asks
 * registries, cloud account and, where the operator wants it, the websites. What can't be asked now keeps what was known. Each
 * look commits together with its reminders and the time of the next one. A record whose look fails is due again after its lease.
 *
 * @throws the first failure, when all other records that are due have been looked at
 */
export async function lookAfterRecords({ remainingMs }: Tick, ports: Given) {
  const counts = { looked: 0, reminders: 0 };
  const failures: unknown[] = [];
  const startedAt = ports.clock.now();
  while (remainingMs() > RESERVE_MS) {
    const due = await ports.recordLooks.claimDue(startedAt, BATCH, LEASE_SECONDS);
    if (due.length === 0) break;
    for (const look of await Promise.allSettled(due.map((record) => lookAt(record, ports)))) {
      if (look.status === 'rejected') failures.push(look.reason);
      else {
        counts.looked += 1;
        counts.reminders += look.value;
      }
    }
  }
  if (failures.length > 0) throw failures[0];
  return counts;
}

/** @returns how many reminders were written. */
async function lookAt({ record: before, lastLook }: DueRecord, ports: Given): Promise<number> {
  const now = ports.clock.now();
  const isFull = now >= fullLookAt(before, lastLook);
  const record = isFull ? { ...before, outside: await outsideOf(before, ports) } : before;
  const reminders = remindersOfLook(record, now);
  const nextAt = nextLookAt(record, isFull ? now : lastLook, now);
  return ports.transactions.inTransaction(async () => {
    const seen = record.outside && isFull ? { outside: record.outside, at: now } : undefined;
    if (!(await ports.recordLooks.complete(record, nextAt, seen))) return 0;
    await ports.outbox.add(reminders);
    return reminders.length;
  });
}

/** What registries, cloud account and websites say. */
async function outsideOf(record: FiledRecord, ports: Given): Promise<Outside> {
  const outside: { -readonly [part in keyof Outside]: Record<string, Outside[part][string]> } = {
    domains: {},
    servers: {},
    websites: {},
  };
  for (const website of connectedWebsites(record).slice(0, MOST_WEBSITES)) {
    const { domain, server, look } = await outsideOfWebsite(website, record, ports);
    const [name = ''] = website.domains;
    if (domain !== undefined) outside.domains[name] = domain;
    if (server !== undefined) outside.servers[website.id] = server;
    if (look) outside.websites[website.id] = look;
  }
  return outside;
}

async function outsideOfWebsite(website: FiledWebsite, record: FiledRecord, ports: Given) {
  const { accountId: applicantId, outside: before } = record;
  const [name = ''] = website.domains;
  const [access] = liveAccesses(website);
  const [domainFacts, server] = await Promise.all([
    ports.caseFacts.domain(name, { applicantId }),
    access && ports.caseFacts.cloudService(access.cloudService, { applicantId }),
  ]);
  const serverEnd = server?.known ? server.value?.expiresAt : undefined;
  return {
    domain: domainFacts.known ? domainFacts.value?.expiresOn : before?.domains[name],
    server: server?.known ? serverEnd && beijingDay(serverEnd) : before?.servers[website.id],
    look: await websiteLook(website, record, ports),
  };
}

/**
 * Undefined where the operator has turned it off. A name server that fails says nothing about a website, and whoever has turned it
 * off for a website keeps what was found last.
 */
async function websiteLook(website: FiledWebsite, record: FiledRecord, { caseFacts, clock, websiteLooks }: Given) {
  if (!websiteLooks) return undefined;
  const before = record.outside?.websites[website.id];
  if (careOf(record, website.id).monthly === false) return before;
  try {
    return await lookAtWebsite(record, website, { websiteLooks, serverFacts: caseFacts.cloudService, clock });
  } catch (error) {
    if (error instanceof Failed) return before;
    throw error;
  }
}
