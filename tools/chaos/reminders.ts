import type { Laptop } from '../../local/laptop.ts';
import { database, outbox } from '../../shared/compose/database.ts';

/** How often each reminder reached its person, by message id. */
export interface Reminders {
  readonly arrived: ReadonlyMap<string, number>;
  /** Those of which nobody knew whether they had arrived, because their sender was killed in the middle. */
  readonly inDoubt: number;
}

/**
 * Does what an operator does with reminders that were parked because their sender died: looks whether the vendor has them, and sends those
 * again that it has not. Then counts what arrived.
 */
export async function settleReminders(laptop: Laptop, deliver: () => Promise<unknown>): Promise<Reminders> {
  const { sql } = await database();
  const inDoubt = await sql
    .selectFrom('outbox')
    .select('key')
    .where('lane', '=', 'reminder')
    .where('state', '=', 'parked')
    .execute();
  const before = arrivals(laptop);
  for (const { key } of inDoubt) if (!before.has(key)) await (await outbox()).replay(key);
  await deliver();
  return { arrived: arrivals(laptop), inDoubt: inDoubt.length };
}

/** An SMS carries its message id as context, a message by WeChat in the page that it opens. */
function arrivals({ sms, wechat }: Laptop): ReadonlyMap<string, number> {
  const ids = [
    ...sms.messages().map(({ sessionContext }) => sessionContext),
    ...wechat.messages().map(({ page = '' }) => new URLSearchParams(page.slice(page.indexOf('?'))).get('notice') ?? ''),
  ];
  const arrived = new Map<string, number>();
  for (const id of ids) arrived.set(id, (arrived.get(id) ?? 0) + 1);
  return arrived;
}
