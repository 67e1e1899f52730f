import type pg from 'pg';
import { requireWorkingRole } from '../../../platform/database/working-role.ts';
import type { Schema } from './schema.ts';

type Verb = 'select' | 'insert' | 'update' | 'delete';

const KEPT = ['select', 'insert'] as const;
const CHANGED = [...KEPT, 'update'] as const;
const ALL = [...CHANGED, 'delete'] as const;

/**
 * What the functions do with each table; their role may do nothing else. Locking a row takes `update`. Rows that go with
 * their parent's, such as `webhook_attempt`, need no `delete`. A verb is taken away one release after the code that used
 * it, because a deployment changes the grants before the functions.
 */
export const WORK: Readonly<Record<keyof Schema, readonly Verb[]>> = {
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

/** Functions of the database that do what the role itself may not. */
const FUNCTIONS = ['delete_old_audit(timestamptz, integer)'];

/**
 * Gives the role of the functions exactly the rights of `WORK`, whatever it had before, and its sessions plans that are
 * not compiled.
 *
 * @param client connected as the role that owns the tables.
 * @throws Error when there is no such role, or when it could change the tables.
 */
export async function grantWork(client: pg.Client, role: string): Promise<void> {
  await requireWorkingRole(client, role);
  const to = client.escapeIdentifier(role);
  await client.query('begin');
  await client.query(`
    do $$ begin execute format('revoke create, temporary on database %I from public', current_database()); end $$;
    revoke create on schema public from public;
    revoke all on schema public from ${to};
    revoke all on all tables in schema public from ${to};
    revoke all on all sequences in schema public from ${to};
    revoke execute on all functions in schema public from public, ${to};
    grant usage on schema public to ${to};
    grant select (name) on migration to ${to};
    grant execute on function ${FUNCTIONS.join(', ')} to ${to}`);
  await client.query(WITHOUT_JIT);
  for (const [table, verbs] of Object.entries(WORK))
    await client.query(`grant ${verbs.join(', ')} on ${client.escapeIdentifier(table)} to ${to}`);
  await client.query('commit');
}
