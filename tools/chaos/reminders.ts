import { setTimeout as wait } from 'node:timers/promises';
import type { Laptop } from '../../local/laptop.ts';
import { database } from '../../shared/compose/database.ts';
import { outbox } from '../service-ports.ts';

/** How often each reminder arrived. */
export interface Reminders {
  /** By message id; those that don't name theirs are together under ''. */
  readonly arrived: ReadonlyMap<string, number>;
  /** Reminders that may or may not have arrived, because their sender was killed. */
  readonly inDoubt: number;
}

/**
 * Does what an operator does with reminders that were parked because their sender died: checks whether the vendor has
 * them, and sends the missing ones again. Then counts the arrivals.
 */
export async function settleReminders(laptop: Laptop, deliver: () => Promise<unknown>): Promise<Reminders> {
  const inDoubt = await remindersThatAre('parked');
  const before = arrivals(laptop);
  let unnamed = (await unnamedAmong(['sent', 'parked'], before)) - (before.get('') ?? 0);
  for (const { key } of inDoubt) {
    if (before.has(key)) continue;
    if (mayBeUnnamed(key)) unnamed -= 1;
    if (!mayBeUnnamed(key) || unnamed >= 0) await (await outbox()).replay(key);
  }
  await deliver();
  // A replay also calls the courier, whose delivery may have claimed a message first and still be sending it.
  for (let tries = 0; tries < 60 && (await remindersThatAre('waiting')).length > 0; tries += 1) await wait(500);
  return { arrived: arrivals(laptop), inDoubt: inDoubt.length };
}

/** A WeChat message about a record or its transfer opens no page that could name it. */
export const mayBeUnnamed = (key: string): boolean => /^reminder\/(record|transfer)-/.test(key);

/** How many reminders of these states can only have arrived without their name. */
async function unnamedAmong(states: readonly ReminderState[], arrived: Reminders['arrived']): Promise<number> {
  const found = (await Promise.all(states.map(remindersThatAre))).flat();
  return found.filter(({ key }) => mayBeUnnamed(key) && !arrived.has(key)).length;
}

type ReminderState = 'parked' | 'sent' | 'waiting';

const remindersThatAre = async (state: ReminderState) =>
  (await database()).list('outbox', { lane: 'reminder', state }, []);

/** An SMS has its message id as context, a WeChat message in the page that it opens. */
function arrivals({ sms, wechat }: Laptop): ReadonlyMap<string, number> {
  const ids = [
    ...sms.messages().map(({ sessionContext }) => sessionContext),
    ...wechat.messages().map(({ page = '' }) => new URLSearchParams(page.slice(page.indexOf('?'))).get('notice') ?? ''),
  ];
  const arrived = new Map<string, number>();
  for (const id of ids) arrived.set(id, (arrived.get(id) ?? 0) + 1);
  return arrived;
}
