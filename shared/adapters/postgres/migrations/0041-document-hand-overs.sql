-- Documents are handed over to another phone as checks are, also before there is a filing. A hand-over is of a website's
-- check or of kinds of documents. The account of whoever handed documents over; that of a check is its filing's.
alter table hand_over
  alter column filing_id drop not null,
  alter column website_id drop not null,
  add column account_id uuid references account,
  add column kinds text[] not null default '{}',
  add column subject text,
  add column is_for_other boolean not null default false,
  add column document_ids uuid[] not null default '{}',
  add constraint hand_over_of_one_thing check (
    case when website_id is null
      then cardinality(kinds) > 0 and subject is not null and account_id is not null
      else cardinality(kinds) = 0 and filing_id is not null
    end
  );
create index hand_over_by_account on hand_over (account_id, created_at) where account_id is not null;
