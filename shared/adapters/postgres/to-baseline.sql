-- What a database from before the baseline loses on the way to it: what only values of earlier releases needed. One that still has such
-- values is refused, because only those releases can convert them.
do $$
declare
  sealed record;
  is_unbound boolean;
begin
  for sealed in
    select table_name, column_name from information_schema.columns where table_schema = 'public' and column_name like '%\_sealed'
  loop
    -- The first byte of a value that is bound to its place is 128 or more.
    execute format('select exists (select from %I where substring(%I from 1 for 1) < ''\x80'')', sealed.table_name, sealed.column_name)
      into is_unbound;
    if is_unbound then
      raise exception '%.% has values that are not bound', sealed.table_name, sealed.column_name using errcode = 'check_violation';
    end if;
  end loop;
  if exists (select from filing where state = 'approved' and record_id is null and not_adopted_at is null) then
    raise exception 'approved filings are in no record' using errcode = 'check_violation';
  end if;
  if exists (select from seen_media where look_sealed is not null and pair_indexes = '{}') then
    raise exception 'fingerprints have no pairs' using errcode = 'check_violation';
  end if;
end $$;

drop index filing_to_adopt, filing_without_record, filing_by_certificate, filing_by_domain;
alter table filing drop column not_adopted_at;

drop index seen_media_without_pairs;
alter table seen_media drop column band_indexes;

-- With the check that there is one of both.
alter table webhook_endpoint drop column url, alter column url_sealed set not null;

alter table authorization_code alter column code_sealed set not null;
alter table cloud_account alter column external_id set not null;
alter table eligibility_check alter column account_id set not null;
-- They live for minutes.
delete from scan_ticket where asker_sealed is null or asked_at is null;
alter table scan_ticket alter column asker_sealed set not null, alter column asked_at set not null;
