import { readdir } from 'node:fs/promises';
import type pg from 'pg';
import { runMigrations } from '../../../platform/database/run-migrations.ts';
import { requireWorkingRole } from '../../../platform/database/working-role.ts';
import type { DeskTables } from './tables.ts';

type Verb = 'select' | 'insert' | 'update' | 'delete';

const KEPT = ['select', 'insert'] as const;
const CHANGED = [...KEPT, 'update'] as const;
const ALL = [...CHANGED, 'delete'] as const;

/** What the desk's functions do with each of their tables; their role may do nothing else, and nothing outside. */
export const DESK_WORK: Readonly<Record<keyof DeskTables, readonly Verb[]>> = {
  'desk.filing': CHANGED,
  'desk.review_case': CHANGED,
  'desk.stored_document': ALL,
  'desk.decision': ALL,
  'desk.verdict': ALL,
  'desk.submission': CHANGED,
  'desk.authority_answer': CHANGED,
  'desk.authority_phrase': CHANGED,
  'desk.authority_setting': KEPT,
  'desk.authority_notice': ALL,
  'desk.authority_report': ALL,
  'desk.authority_list': ['select', 'update'],
  'desk.listed_entry': ALL,
  'desk.record': CHANGED,
  'desk.record_feed': ['select', 'update'],
  'desk.record_event': CHANGED,
  'desk.proposal': ALL,
  'desk.judgement': ALL,
  'desk.note': [...KEPT, 'delete'],
  'desk.clear_view': ALL,
  'desk.call': ALL,
  'desk.case_key': [...KEPT, 'delete'],
  'desk.returned_item': KEPT,
  'desk.sample': ALL,
  'desk.reason': KEPT,
  'desk.setting': KEPT,
  'desk.audit': KEPT,
  'desk.audit_seal': KEPT,
  'desk.audit_head': KEPT,
  'desk.staff': ALL,
  'desk.staff_session': ALL,
  'desk.declared_tie': ALL,
  'desk.sign_in_try': ALL,
  'desk.caller_limit': ALL,
  'desk.reply': ALL,
  'desk.seen_message': ALL,
};

/** An arbitrary number, another than that of the filing service: both may share a database. */
const LOCK = 7_235_117;

const FOLDER = new URL('./migrations/', import.meta.url);

/** Name of the newest of its migrations. */
export const newestDeskMigration = async (): Promise<string> =>
  (await readdir(FOLDER))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .at(-1) ?? '';

/**
 * Migrates the desk's own schema to the newest state, and grants the desk's working role what it does.
 *
 * @param url of the role that owns the schema `desk`, or may create it.
 * @throws Error as `runMigrations`, and when the working role is missing or may do more.
 */
export const migrateDesk = (url: string, workingRole: string): Promise<readonly string[]> =>
  runMigrations(url, {
    folder: FOLDER,
    table: 'desk.migration',
    lock: LOCK,
    prepare: async (client) => void (await client.query('create schema if not exists desk')),
    grant: (client) => grantDeskWork(client, workingRole),
  });

async function grantDeskWork(client: pg.Client, role: string): Promise<void> {
  await requireWorkingRole(client, role);
  const to = client.escapeIdentifier(role);
  await client.query('begin');
  await client.query(`
    revoke all on schema desk from public, ${to};
    revoke all on all tables in schema desk from public, ${to};
    grant usage on schema desk to ${to};
    grant select (name) on desk.migration to ${to}`);
  for (const [table, verbs] of Object.entries(DESK_WORK))
    await client.query(`grant ${verbs.join(', ')} on ${table} to ${to}`);
  await client.query('commit');
}
