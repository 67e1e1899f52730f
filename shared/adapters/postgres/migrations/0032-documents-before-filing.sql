-- A certificate may be uploaded before a filing is opened; then it belongs to its account only.
alter table document alter column filing_id drop not null;
create index document_before_filing on document (created_at) where filing_id is null;

create or replace function skip_erased_document() returns trigger language plpgsql as $$
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
    return null;
  end if;
  -- After the filing, in the order of an erasure. A deletion of unused certificates waits, and takes the new row along.
  perform from document where id = new.document_id for key share;
  if not found then
    return null;
  end if;
  return new;
end $$;
