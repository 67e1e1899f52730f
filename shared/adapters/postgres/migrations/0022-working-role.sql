-- The role of the functions may add to the audit trail and read it, and no more. What has been kept for the three years that the law
-- wants is deleted by this function, which runs with the rights of the tables' owner; an earlier time counts as that one.
create function delete_old_audit(before timestamptz, most integer) returns integer
  language sql security definer set search_path = public, pg_temp as $$
    with gone as (
      delete from audit where id in (
        select id from audit where at < least(before, now() - interval '3 years') order by at limit most for update skip locked
      ) returning 1
    )
    select count(*)::integer from gone
  $$;
