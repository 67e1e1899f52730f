import { runMigrations } from '../../../platform/database/run-migrations.ts';
import { ALL, CHANGED, KEPT, type Work } from '../../../platform/database/working-role.ts';
import type { DeskTables } from './tables.ts';

/** What the desk's functions do with each of their tables; their role may do nothing else, and nothing outside. */
export const DESK_WORK: Work<keyof DeskTables> = {
  'desk.filing': CHANGED,
  'desk.review_case': CHANGED,
  'desk.stored_document': ALL,
  'desk.decision': ALL,
  'desk.verdict': ALL,
  'desk.submission': CHANGED,
  'desk.authority_answer': CHANGED,
  'desk.authority_phrase': ALL,
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
  'desk.seal_copy': CHANGED,
  'desk.staff': ALL,
  'desk.staff_session': ALL,
  'desk.declared_tie': ALL,
  'desk.sign_in_try': ALL,
  'desk.caller_limit': ALL,
  'desk.reply': ALL,
  'desk.seen_message': ALL,
};

/** Migrates the desk's schema to the newest state, and grants its working role what it does; see `runMigrations`. */
export const migrateDesk = (url: string, workingRole: string): Promise<readonly string[]> =>
  runMigrations(url, workingRole, {
    folder: new URL('./', import.meta.url),
    schema: 'desk',
    before: 'd8dff87a00f96d2a3ead6e81bb19a7aebf1bb41470909cad00eb68d0bc049e38',
    // Another one than the filing service's: both may share a database.
    lock: 7_235_117,
    work: DESK_WORK,
  });
