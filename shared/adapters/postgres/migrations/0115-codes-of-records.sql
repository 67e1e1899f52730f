-- A code may be about a record, which is no filing: it goes with it.
alter table one_time_code add column record_id uuid references record on delete cascade;
alter table one_time_code add constraint one_time_code_of_one_thing check (num_nonnulls(filing_id, record_id) <= 1);
create index one_time_code_by_record on one_time_code (record_id) where record_id is not null;

-- No row is dropped silently: whoever writes about a filing that was erased is refused, and asks before where that is nobody's mistake.
alter function skip_erased_filing() rename to refuse_erased_filing;
create or replace function refuse_erased_filing() returns trigger language plpgsql as $$
declare
  erased timestamptz;
begin
  select erased_at into erased from filing where id = new.filing_id for share;
  if erased is not null then
    raise exception 'the filing was erased' using errcode = 'ICP02';
  end if;
  return new;
end $$;

alter function skip_erased_document() rename to refuse_erased_document;
create or replace function refuse_erased_document() returns trigger language plpgsql as $$
declare
  of_filing uuid;
  owner uuid;
begin
  select filing_id, applicant_id into of_filing, owner from document where id = new.document_id;
  if of_filing is null then
    perform from account where id = owner and erased_at is null for share;
  else
    perform from filing where id = of_filing and erased_at is null for share;
  end if;
  if not found then
    raise exception 'the filing of the document was erased' using errcode = 'ICP02';
  end if;
  -- After the filing, in the order of an erasure. A deletion of unused certificates waits, and takes the new row along.
  perform from document where id = new.document_id for key share;
  if not found then
    raise exception 'the document was erased' using errcode = 'ICP02';
  end if;
  return new;
end $$;
