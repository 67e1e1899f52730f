import { sql } from 'kysely';
import type { ListedValue, ListName } from '../../../domain/authority/authority-lists.ts';
import type { KeyedHash } from '../../../domain/oversight/audit-chain.ts';
import { CHAIN_OF_LIST } from '../../../domain/oversight/proposal.ts';
import type { AuthorityLists, NewList } from '../../../ports/authority-lists.ts';
import { type DeskDatabase, type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog, lockSubject } from '../staff/audit-log.ts';
import { noteRow } from '../staff/noted-rows.ts';
import { hitsOf, isHit, openListed } from './list-hits.ts';
import { createListedTasks } from './listed-tasks.ts';

type Parts = Pick<DeskParts, 'database' | 'seal' | 'clock' | 'ids' | 'hash'>;

const BATCH = 500;

const keyOf = ({ kind, value }: ListedValue): string => `${kind} ${value}`;
const batches = <T>(all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));

/** What the chain of a list has of its entries: that they are these. */
export const contentOfList = (values: readonly ListedValue[], hash: KeyedHash): string =>
  hash(values.map(keyOf).sort().join('\n'));

/** Every hash under which a value may stand, here and in `desk.case_key`. */
export const hashesOf = ({ seal }: Pick<Parts, 'seal'>, { kind, value }: ListedValue): readonly Buffer[] =>
  seal.blindIndexes(`desk-${kind}`, value);

/**
 * Keeps the black list as it is until the end of the transaction, so that a case that comes and a list that comes do not
 * miss each other. It is the first lock of whoever takes it.
 */
export const holdBlackList = async ({ sql: db }: DeskDatabase): Promise<void> =>
  void (await db.selectFrom('desk.authority_list').select('name').where('name', '=', 'black').forShare().execute());

/** Those of the values that are on the black list. */
export async function blackListedAmong(
  parts: Pick<Parts, 'database' | 'seal'>,
  values: readonly ListedValue[],
): Promise<readonly ListedValue[]> {
  if (values.length === 0) return [];
  const hashed = values.map((value) => ({ one: value, hashes: hashesOf(parts, value) }));
  const rows = await parts.database.sql
    .selectFrom('desk.listed_entry')
    .select(['kind', 'hash'])
    .where('list', '=', 'black')
    .where('hash', 'in', [...new Set(hashed.flatMap(({ hashes }) => hashes))])
    .execute();
  return hashed
    .filter(({ one, hashes }) =>
      rows.some(({ kind, hash }) => kind === one.kind && hashes.some((wanted) => wanted.equals(hash))),
    )
    .map(({ one }) => one);
}

/** Marks values of the black list: something that they hit has come. Call it while the list is held. */
export async function markHit(parts: Pick<Parts, 'database' | 'seal'>, values: readonly ListedValue[]): Promise<void> {
  const hashes = values.flatMap((value) => hashesOf(parts, value));
  if (hashes.length === 0) return;
  await parts.database.sql
    .updateTable('desk.listed_entry')
    .set({ may_hit: true })
    .where('list', '=', 'black')
    .where('may_hit', '=', false)
    .where('hash', 'in', hashes)
    .execute();
}

export function createAuthorityLists(parts: Parts): AuthorityLists {
  const { database, seal } = parts;
  const audit = createAuditLog(parts);
  const opened = (row: Parameters<typeof openListed>[0]) => openListed(row, seal);

  /** The entries of a list, deleted; by their values. */
  async function taken(list: ListName) {
    const rows = await database.sql.deleteFrom('desk.listed_entry').where('list', '=', list).returningAll().execute();
    return new Map(rows.map((row) => [keyOf({ kind: row.kind, value: opened(row) }), row]));
  }

  async function insert(
    { list, values, dueAt, at }: NewList,
    before: Awaited<ReturnType<typeof taken>>,
  ): Promise<void> {
    for (const batch of batches(values)) {
      const hits = list === 'black' ? await hitsOf(parts, batch) : [];
      const rows = batch.map(({ kind, value }, place) => {
        const old = before.get(keyOf({ kind, value }));
        const id = old?.id ?? parts.ids.uuid();
        return {
          id,
          list,
          kind,
          hash: seal.blindIndex(`desk-${kind}`, value),
          value_sealed: seal.close(value, placeOf('desk.listed_entry', 'value_sealed', id)),
          due_at: old?.due_at ?? dueAt,
          confirmed_at: at,
          may_hit: isHit(hits[place]),
          result: old?.result ?? null,
          handled_by: old?.handled_by ?? null,
          handled_at: old?.handled_at ?? null,
        };
      });
      await database.add('desk.listed_entry', rows);
    }
  }

  /** Cases on which somebody may still decide are for two, or not any more. */
  async function screenCases(values: readonly ListedValue[]): Promise<void> {
    const hit = new Set<string>();
    for (const batch of batches(values)) {
      const rows = await database.sql
        .selectFrom('desk.case_key as k')
        .innerJoin('desk.review_case as c', 'c.id', 'k.case_id')
        .select(['k.case_id', 'k.kind', 'k.hash'])
        .where('c.queue', 'is not', null)
        .where('k.kind', 'in', [...new Set(batch.map(({ kind }) => kind))])
        .where(
          'k.hash',
          'in',
          batch.flatMap((value) => hashesOf(parts, value)),
        )
        .execute();
      for (const { case_id } of rows) hit.add(case_id);
    }
    const ids = [...hit];
    await sql`
      update desk.review_case set second_view = array_append(second_view, 'black-listed'), version = version + 1
      where id = any(${ids}::uuid[]) and queue is not null and not 'black-listed' = any(second_view)`.execute(
      database.sql,
    );
    await sql`
      update desk.review_case set second_view = array_remove(second_view, 'black-listed'), version = version + 1
      where state = 'open' and 'black-listed' = any(second_view) and id <> all(${ids}::uuid[])`.execute(database.sql);
  }

  return {
    replace: (newList) =>
      database.inTransaction(async () => {
        const { list, values, dueAt, by, confirmedBy, at, seen } = newList;
        await lockSubject(database, CHAIN_OF_LIST[list]);
        const { version } = (await database.lock('desk.authority_list', { name: list }, ['version'])) ?? {};
        if (version === undefined || seen !== version) return undefined;
        const before = await taken(list);
        await insert(newList, before);
        const imported = { due_at: dueAt, imported_by: by, imported_at: at, confirmed_by: confirmedBy };
        await database.change('desk.authority_list', { name: list }, { version: version + 1, ...imported });
        if (list === 'black') await screenCases(values);
        const kept = values.filter((value) => before.has(keyOf(value))).length;
        const done = { added: values.length - kept, released: before.size - kept };
        const content = contentOfList(values, parts.hash);
        const facts = { list, version: version + 1, entries: values.length, ...done, content, confirmed: confirmedBy };
        await audit.append({ caseId: CHAIN_OF_LIST[list], at, actor: by, action: 'list-replaced', facts });
        return done;
      }),

    async compare(list, values) {
      const rows = await database.list('desk.listed_entry', { list }, []);
      const listed = new Set(rows.map(({ kind, hash }) => `${kind} ${hash.toString('hex')}`));
      const isListed = (value: ListedValue): boolean =>
        hashesOf(parts, value).some((hash) => listed.has(`${value.kind} ${hash.toString('hex')}`));
      const kept = values.filter(isListed).length;
      return { added: values.length - kept, released: rows.length - kept };
    },

    async entries(list) {
      const rows = await database.list('desk.listed_entry', { list }, []);
      return rows.map((row) => ({ kind: row.kind, value: opened(row) }));
    },

    hits: (values) => hitsOf(parts, values),

    async standings() {
      const rows = await database.sql
        .selectFrom('desk.authority_list as l')
        .leftJoin('desk.listed_entry as e', 'e.list', 'l.name')
        .select(['l.name', 'l.version', 'l.due_at', 'l.imported_at'])
        .select(({ fn }) => fn.count<string>('e.id').as('entries'))
        .groupBy('l.name')
        .orderBy('l.name')
        .execute();
      return rows.map((row) => ({
        list: row.name,
        version: row.version,
        entries: Number(row.entries),
        dueAt: row.due_at ?? undefined,
        importedAt: row.imported_at ?? undefined,
      }));
    },

    ...createListedTasks(parts),

    async entry(entryId) {
      const row = await database.find('desk.listed_entry', { id: entryId });
      return row && { kind: row.kind, value: opened(row) };
    },

    handle: (entryId, result, by, at) =>
      database.inTransaction(async () => {
        const row = await database.sql
          .updateTable('desk.listed_entry')
          .set({ result, handled_by: by, handled_at: at })
          .where('id', '=', entryId)
          .where('result', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (row) await noteRow(parts, 'desk.listed_entry', row, { at, actor: by, action: 'listed-handled' });
        return row !== undefined;
      }),

    blackListed: (values) => blackListedAmong(parts, values),
  };
}
