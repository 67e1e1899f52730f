import { alarm } from '../../../platform/edge/log.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { type ListedValue, type ListName, listedValue, withoutRepeats } from '../../domain/authority-lists.ts';
import type { IssuedList } from '../../ports/authority.ts';
import { forEach } from './for-each.ts';
import type { Ports } from './ports.ts';

/** Lists change by the day. */
const ASKING_EVERY_MS = 10 * 60 * 1000;
/** Time for one list: 5,000 entries are sealed and written. */
const LIST_MS = 20_000;

/**
 * Takes in the lists of the authority that are newer than the desk's; all of a list or nothing. By hand nothing comes.
 *
 * @returns how many.
 */
export async function takeLists(
  ports: Pick<Ports, 'authority' | 'authorityLists' | 'authorityWay' | 'clock'>,
  remainingMs: () => number,
): Promise<number> {
  const { authorityLists, authorityWay, clock } = ports;
  if (authorityWay === 'by-hand' || remainingMs() < 2 * LIST_MS) return 0;
  const now = clock.now();
  let taken = 0;
  const due = await authorityLists.claimAsking(new Date(now.getTime() - ASKING_EVERY_MS), now);
  await forEach(due, async ({ list, issue }) => {
    if (await take(list, issue, ports)) taken += 1;
  });
  return taken;
}

async function take(
  list: ListName,
  issue: number,
  { authority, authorityLists, clock }: Pick<Ports, 'authority' | 'authorityLists' | 'clock'>,
): Promise<boolean> {
  try {
    const issued = await authority.listAfter(list, issue);
    if (!issued || issued.issue <= issue) return false;
    const values = valuesOf(list, issued);
    if (!values) {
      alarm({ port: 'authority', failure: 'list-unreadable' });
      return false;
    }
    await authorityLists.replace({
      list,
      values,
      dueAt: issued.dueAt,
      by: 'authority',
      at: clock.now(),
      issue: issued.issue,
    });
    return true;
  } catch (error) {
    // It is asked again later.
    if (!(error instanceof Failed) || error.port !== 'authority') throw error;
    if (error.vendorCode === 'UnexpectedAnswer') alarm({ port: 'authority', failure: 'list-unreadable' });
    return false;
  }
}

/** Undefined when one of the entries is none. */
function valuesOf(list: ListName, { entries }: IssuedList): readonly ListedValue[] | undefined {
  const read = entries.map(({ kind, value }) => listedValue(list, kind, value));
  const values = read.filter((one) => one !== undefined);
  return values.length === read.length ? withoutRepeats(values) : undefined;
}
