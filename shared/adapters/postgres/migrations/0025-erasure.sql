-- An erasure first marks the account or the filing, in one short transaction, and then deletes everything else. Whoever writes meanwhile locks the
-- mark and reads it: what comes later is refused, or dropped, and what came before is deleted.

-- When nothing of an erased account was left; until then `retention` goes on. Earlier erasures are gone over once more.
alter table account add column forgotten_at timestamptz;
create index account_to_forget on account (erased_at) where erased_at is not null and forgotten_at is null;

-- Whose eligibility check it is: whoever was signed in, or has opened a filing with it; null otherwise.
alter table eligibility_check add column if not exists account_id uuid references account;
create index if not exists eligibility_check_by_account on eligibility_check (account_id);
create or replace trigger not_for_the_erased before insert on eligibility_check
  for each row execute function refuse_erased_account('account_id');

-- Links to clear values, by whose they are. The bucket deletes the objects after a day, an erasure at once.
create table view_file (
  key text primary key,
  account_id uuid not null references account,
  shown_at timestamptz not null
);
create index view_file_by_account on view_file (account_id);
create index view_file_by_age on view_file (shown_at);

-- Objects of what was erased. They are deleted at once, and once more when no function that was running then can still write them.
create table erased_object (
  key text primary key,
  erased_at timestamptz not null
);
create index erased_object_by_age on erased_object (erased_at);

create trigger not_for_the_erased before insert on view_file for each row execute function refuse_erased_account('account_id');
create trigger not_for_the_erased before insert on document for each row execute function refuse_erased_account('applicant_id');

-- Nothing is kept about a filing that was erased: such a row is dropped, without an error that its writer could do nothing about.
create function skip_erased_filing() returns trigger language plpgsql as $$
declare
  erased timestamptz;
begin
  select erased_at into erased from filing where id = new.filing_id for share;
  if erased is not null then
    return null;
  end if;
  return new;
end $$;

create trigger not_of_the_erased before insert on verdict for each row execute function skip_erased_filing();
create trigger not_of_the_erased before insert on liveness_check for each row execute function skip_erased_filing();
create trigger not_of_the_erased before insert on seen_media for each row execute function skip_erased_filing();
create trigger not_of_the_erased before insert on filing_round for each row execute function skip_erased_filing();

create function skip_erased_document() returns trigger language plpgsql as $$
begin
  perform from document join filing on filing.id = filing_id
    where document.id = new.document_id and filing.erased_at is null for share of filing;
  if not found then
    return null;
  end if;
  return new;
end $$;

create trigger not_of_the_erased before insert on ocr_call for each row execute function skip_erased_document();
