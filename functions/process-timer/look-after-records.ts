import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Tick } from '../../platform/edge/timer-function.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { footerNumber } from '../../shared/domain/record/hints.ts';
import { connectedWebsites, fullLookAt, nextLookAt, remindersOfLook } from '../../shared/domain/record/look-after.ts';
import { judgedWebsite, type Outside, withLook } from '../../shared/domain/record/outside.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses } from '../../shared/domain/record/record.ts';
import type { DueRecord } from '../../shared/ports/record-looks.ts';
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
  const record = isFull ? { ...before, outside: await outsideOf(before, now, ports) } : before;
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
async function outsideOf(record: FiledRecord, now: Date, ports: Given): Promise<Outside> {
  const outside: { -readonly [part in keyof Outside]: Record<string, Outside[part][string]> } = {
    domains: {},
    servers: {},
    websites: {},
  };
  for (const website of connectedWebsites(record).slice(0, MOST_WEBSITES)) {
    const { domain, server, look } = await outsideOfWebsite(website, record, now, ports);
    const [name = ''] = website.domains;
    if (domain !== undefined) outside.domains[name] = domain;
    if (server !== undefined) outside.servers[website.id] = server;
    if (look) outside.websites[website.id] = look;
  }
  return outside;
}

async function outsideOfWebsite(website: FiledWebsite, record: FiledRecord, now: Date, ports: Given) {
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
    look: await websiteLook(website, server?.known ? server.value?.publicIps : undefined, record, now, ports),
  };
}

/** Undefined where the operator has not turned it on. A name server that fails says nothing about a website. */
async function websiteLook(
  website: FiledWebsite,
  serverIps: readonly string[] | undefined,
  record: FiledRecord,
  now: Date,
  { websiteLooks }: Given,
) {
  if (!websiteLooks) return undefined;
  const {
    id,
    domains: [domain = ''],
  } = website;
  try {
    const seen = await websiteLooks.look(domain, footerNumber(record, website));
    return withLook(record.outside, id, judgedWebsite(seen, serverIps), now);
  } catch (error) {
    if (error instanceof Failed) return record.outside?.websites[id];
    throw error;
  }
}
