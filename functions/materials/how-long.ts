import { usualWorkdays } from '../../shared/application/workdays.ts';
import type { Ports } from './ports.ts';

/** From so many approvals on, a page says how long they took. */
const LEAST_APPROVALS = 20;
/** As many of the newest are looked at, and none that is older than this. */
const MOST_APPROVALS = 100;
const RECENT_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * How many working days filings took from their first submission to their number, returns included: those that a province's
 * authority approved in the last 90 days. @param region GB/T 2260 code @returns undefined when they were too few
 */
export async function howLong(region: string, { pastRoads, clock }: Pick<Ports, 'pastRoads' | 'clock'>) {
  const since = clock.now().getTime() - RECENT_MS;
  const roads = (await pastRoads.recent(region, MOST_APPROVALS)).filter(
    ({ approvedAt }) => approvedAt.getTime() >= since,
  );
  const usual = usualWorkdays(
    roads.map(({ firstSubmittedAt, approvedAt }) => ({ from: firstSubmittedAt, to: approvedAt })),
    LEAST_APPROVALS,
  );
  return usual && { filings: roads.length, ...usual };
}
