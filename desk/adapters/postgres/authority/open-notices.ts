import { sql } from 'kysely';

/**
 * The notices of records that are not closed: a statement that selects the record's `id` and `change`, and the notice as
 * `notice`.
 *
 * The planner takes every third record for one with a notice. Those that have one are few, so they are found first, by their
 * index, in an array.
 */
export const OPEN_NOTICES = sql`
  select r.id, r.change, n.value as notice
  from desk.record r cross join lateral jsonb_array_elements(r.change -> 'notices') n
  where r.id = any(array(
      select id from desk.record where jsonb_path_exists(change, '$.notices[*] ? (@.state != "closed")')
    )) and n.value ->> 'state' <> 'closed'`;
