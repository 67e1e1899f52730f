import { runMigrations } from '../../../platform/database/run-migrations.ts';
import { ALL, CHANGED, KEPT, type Work } from '../../../platform/database/working-role.ts';
import type { Schema } from './schema.ts';

/**
 * What the functions do with each table; their role may do nothing else. Locking a row takes `update`. Rows that go with
 * their parent's, such as `webhook_attempt`, need no `delete`. A verb is taken away one release after the code that used
 * it, because a deployment changes the grants before the functions.
 */
export const WORK: Work<keyof Schema> = {
  account: CHANGED,
  consent: CHANGED,
  session: ALL,
  session_challenge: CHANGED,
  scan_ticket: ALL,
  one_time_code: ALL,
  contact_confirmation: ALL,
  contact_link: ALL,
  notification_preference: ALL,
  eligibility_check: ALL,
  asked_number: ALL,
  filing: CHANGED,
  filing_history: KEPT,
  desk_question: ALL,
  form_draft: ALL,
  filing_round: [...KEPT, 'delete'],
  verdict: ALL,
  parked_verdict: ALL,
  record: ALL,
  record_version: CHANGED,
  record_event: CHANGED,
  record_feed: ['select', 'update'],
  record_transfer: ALL,
  record_website: [...KEPT, 'delete'],
  record_domain: KEPT,
  record_access: KEPT,
  document: ALL,
  ocr_call: ALL,
  company_check: ALL,
  company_check_picture: [...KEPT, 'delete'],
  paid_call: ALL,
  kept_fact: ALL,
  running_call: ALL,
  liveness_check: ALL,
  hand_over: ALL,
  seen_media: ALL,
  authorization_code: ALL,
  cloud_account: ALL,
  site_host: ALL,
  outbox: ALL,
  webhook_endpoint: ALL,
  webhook_attempt: KEPT,
  inbox: ALL,
  seen_message: ALL,
  reply: ALL,
  caller_limit: ALL,
  view_file: ALL,
  erased_object: [...KEPT, 'delete'],
  rate_limit: CHANGED,
  quiet_time: CHANGED,
  audit: KEPT,
};

/**
 * Compiling a plan takes longer than any statement of ours, and the planner does it when it takes a search by many indexed
 * parts for a costly one. The owner of the database may set this; any other role migrates without.
 */
const WITHOUT_JIT = `
  do $$ begin execute format('alter database %I set jit = off', current_database());
  exception when insufficient_privilege then null; end $$`;

/** Migrates the filing service's schema to the newest state, and grants its working role what it does; see `runMigrations`. */
export const migrate = (url: string, workingRole: string): Promise<readonly string[]> =>
  runMigrations(url, workingRole, {
    folder: new URL('./', import.meta.url),
    schema: 'public',
    before: '84023f12661b62731033b412cd8c2931998762ea01de2537c98629197a6a9cac',
    lock: 7_235_116,
    work: WORK,
    // The function does what the role itself may not.
    otherGrants: (role) => `
      do $$ begin execute format('revoke create, temporary on database %I from public', current_database()); end $$;
      grant execute on function delete_old_audit(timestamptz, integer) to ${role};
      ${WITHOUT_JIT}`,
  });
